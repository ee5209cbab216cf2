"""What to write instead, where an exception does not say so itself."""

import re

FONTS = (
    "컴퓨터마다 다른 글꼴(`Malgun Gothic`, `AppleGothic`) 대신 `snippets.plotting.use_style()`을 "
    "부르거나 `import koreanize_matplotlib`을 적으세요."
)
HINTS = (
    (
        r"RuntimeError: asyncio\.run\(\) cannot be called",
        "셀에서는 `asyncio.run(f())` 대신 `await f()`라고 적으세요.",
    ),
    (r"SystemExit", "스크립트를 끝내면 그 아래 셀은 실행되지 않습니다. 끝내는 줄을 지우세요."),
    (r"StdinNotImplementedError", "페이지에서는 입력을 받을 수 없습니다. 값을 변수에 적으세요."),
    (
        r"ModuleNotFoundError: No module named '(?!snippets)",
        "라이브러리라면 requirements/build.in과 pyproject.toml에 적고 `nox -s lock`을 실행하세요.",
    ),
    (
        r"ModuleNotFoundError: No module named 'snippets",
        "snippets/에 그런 파일이 없습니다. 이름을 확인하세요.",
    ),
    (
        r"FileNotFoundError: .*No such file",
        "상대 경로는 스크립트가 있는 폴더에서 시작합니다. 파일은 저장소 안에 두세요.",
    ),
)


def hint(message: str) -> str:
    """What an author can do about an exception (`ValueError: …`); empty where the message says enough."""
    return next((remedy for pattern, remedy in HINTS if re.match(pattern, message)), "")
