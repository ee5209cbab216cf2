"""Keras 모델의 그림. `keras.utils.plot_model`과 같은 그림을 파일을 거치지 않고 보인다."""

import re
import shutil
import sysconfig
from typing import Any

from IPython.display import SVG

# 그래프를 그리는 Graphviz의 dot. PyPI의 graphviz-pure는 pip만으로 깔린다.
DOT = "graphviz-pure"


def model_diagram(
    model: Any, *, show_shapes: bool = False, show_layer_names: bool = False, dpi: int = 200
) -> SVG:
    """층을 위에서 아래로 이은 그림을 만든다.

    Args:
        model: 만들어진(built) Keras 모델.
        show_shapes: 층마다 입력과 출력의 모양을 함께 적는다.
        show_layer_names: 층의 종류 앞에 층마다의 이름도 적는다.
        dpi: 1인치에 찍는 점의 수. 기본값은 `plot_model`과 같다.

    Returns:
        노트북과 페이지에서 그림으로 보이는 객체.

    Raises:
        FileNotFoundError: `graphviz-pure`가 없을 때.

    출처: `keras.utils.model_to_dot`.
    """
    import keras

    program = shutil.which(DOT, path=sysconfig.get_path("scripts")) or shutil.which(DOT)
    if program is None:
        raise FileNotFoundError(f"그림을 그리는 {DOT}가 없다: pip install {DOT}")
    graph = keras.utils.model_to_dot(
        model, show_shapes=show_shapes, show_layer_names=show_layer_names, dpi=dpi
    )
    svg = graph.create(prog=program, format="svg").decode()
    # Keras는 층 객체의 id를 노드의 이름으로 쓰고 dot은 그것을 그대로 적는다. 실행할 때마다 달라지므로 지운다.
    return SVG(re.sub(r"<title>.*?</title>\s*|<!--.*?-->\s*", "", svg, flags=re.DOTALL))
