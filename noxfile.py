"""What this project can do. `nox -l` lists it; each session sets itself up on a bare machine."""

import os
import shutil
import sys
from pathlib import Path

import nox

nox.options.default_venv_backend = "uv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["build"]

# uv keeps what it downloads below the home folder; where that cannot be written, here.
if not os.access(Path.home(), os.W_OK):
    os.environ.setdefault("UV_CACHE_DIR", ".nox/cache")

LOCKS = ("build", "tests", "peers", "lint")  # peers follows the versions of tests


@nox.session
def build(session: nox.Session) -> None:
    """튜토리얼을 실행해 site/를 만든다 (`-- --fast`, `-- x.py`, `-- --shard 1/4`, `-- --store-from 주소`)."""
    install(session, "build")
    run(session, "commands.build", *session.posargs)


@nox.session
def serve(session: nox.Session) -> None:
    """고치는 중인 페이지를 브라우저에 보인다. 저장하면 바뀐 셀부터 실행한다 (`-- --profile full`)."""
    install(session, "build")
    run(session, "commands.serve", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """모든 테스트 (`-- -k 이름`처럼 pytest에 그대로 전한다)."""
    install(session, "tests")
    run(session, "pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """코드와 글의 모양을 검사한다."""
    install(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    if shutil.which("biome", path=session.bin):
        session.run("biome", "lint", "--error-on-warnings")
    else:
        session.warn("이 컴퓨터에 맞는 Biome이 PyPI에 없어 자바스크립트와 CSS는 검사하지 않았습니다.")
    session.run("codespell")
    session.run("mypy")
    session.run("zizmor", "--offline", "--pedantic", "--strict-collection", "--quiet", ".github")
    run(session, "theme.prose")


@nox.session
def bench(session: nox.Session) -> None:
    """빌드 시간을 재고 다른 도구와 견준다 (`-- --peers`면 여러 도구와, `-- --full`이면 데이터 전체로)."""
    install(session, "tests")
    if "--peers" in session.posargs:
        install(session, "peers")
    run(session, "tests.bench", *session.posargs)


@nox.session(default=False)
def newest(session: nox.Session) -> None:
    """오류 사전을 PyPI의 가장 새 라이브러리로 실행해, 메시지가 바뀐 항목을 말한다."""
    session.install("--upgrade", "-r", "requirements/build.in")
    pages = sorted(path.as_posix() for path in Path("tutorials/errors").glob("*.py"))
    run(session, "runner", *pages)


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """requirements/*.in에서 해시를 적은 잠금 파일을 새로 만든다."""
    for name in LOCKS:
        source, target = f"requirements/{name}.in", f"requirements/{name}.txt"
        options = ("--universal", "--generate-hashes", "--python-version", "3.12", "--quiet")
        session.run("uv", "pip", "compile", *options, *session.posargs, source, "-o", target, external=True)


def install(session: nox.Session, name: str) -> None:
    """Install one locked set of distributions."""
    if sys.version_info < (3, 12):  # noqa: UP036 - nox runs on whatever Python it was installed with
        session.error(f"Python 3.12 이상이 필요합니다 (지금 {sys.version.split()[0]}).")
    session.install("--require-hashes", "-r", f"requirements/{name}.txt")


def run(session: nox.Session, module: str, *arguments: str) -> None:
    """Run a module; after Ctrl-C, give it time to stop its kernels."""
    # Containers often forbid byte code, and then each of a build's processes compiles all its libraries anew.
    session.env["PYTHONDONTWRITEBYTECODE"] = ""
    session.run("python", "-m", module, *arguments, interrupt_timeout=20, terminate_timeout=5)
