"""A process that has imported what pages import, and of which their kernels are forks (`../template.py`).

It reads orders as lines of JSON from standard input and answers each with a line. It never runs an operation
of a library, opens no socket and starts no thread: a fork has the one thread that forks.
"""

import ctypes
import gc
import json
import os
import sys
import time

import sitecustomize
from lifetime import end_with_parent
from loading import Loading
from warm import Warm

# What the command line of a template says, and that of a kernel, in as many signs.
TEMPLATE, KERNEL = b"template\0for-kernels", b"ipykernel_launcher\0\0"
# What a kernel itself imports before its page does, some of it late.
OF_KERNEL = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "rlcompleter",
    "tornado.platform.asyncio",
)


def main() -> None:
    """Load, say what has been loaded, fork until nobody asks any more."""
    orders, answers = os.fdopen(os.dup(0), "rb"), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    # As `ipykernel_launcher` does with the folder that Python puts there for `-m`.
    del sys.path[0]
    end_with_parent()
    # A library may ask whether somebody sits here, and IPython says yes.
    sys.ps1, sys.ps2 = "In : ", "...: "
    wanted = [*((name, []) for name in OF_KERNEL), *json.loads(orders.readline())]
    warm = sitecustomize.warm = Warm(sitecustomize.recorder, Loading(sitecustomize.recorder, wanted))
    for name in ("loading", "warm"):  # of which a kernel that has started knows nothing
        del sys.modules[name]
    gc.collect()
    gc.freeze()  # what stays untouched, forks share
    _say(answers, {"asked": warm.asked(), "looked_at": warm.looked_at()})
    while order := orders.readline():
        threads = len(os.listdir("/proc/self/task"))
        if threads > 1:
            _say(answers, {"threads": threads})
        elif pid := _fork(answers):
            _say(answers, {"pid": pid})
        else:
            orders.close()
            os.close(answers)
            _become(warm, **json.loads(order))
            return


def _say(answers: int, answer: dict) -> None:
    os.write(answers, json.dumps(answer).encode() + b"\n")


def _fork(answers: int) -> int:
    """Fork so that the kernel is a child of the runner, which takes up what is orphaned below it.

    Returns:
        Its process in the template, 0 in the kernel.
    """
    reading, writing = os.pipe()
    between = os.fork()
    if between == 0:
        own = os.getpid()
        if pid := os.fork():
            os.write(writing, str(pid).encode())
            os._exit(0)
        os.setsid()
        while os.getppid() == own:
            time.sleep(0.0005)
        end_with_parent()
        if os.getppid() != int(os.environ["RUNNER_PID"]):  # it has gone in between
            os._exit(1)
        os.close(reading)
        os.close(writing)
        return 0
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        pid = int(told.read())
    os.waitpid(between, 0)
    return pid


def _become(warm: Warm, argv: list[str], folder: str, environment: dict[str, str], root: str) -> None:
    """Be a page's kernel."""
    before, now = (os.path.dirname(it["RUNNER_RECORD"]) for it in (os.environ, environment))
    _rename(before.encode(), now.encode())
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path.insert(0, root)
    sitecustomize.recorder.move(environment["RUNNER_RECORD"], environment["RUNNER_PAGE"])
    warm.move(before, now)
    # Forks of one process would all draw the same "random" numbers, and none would be missing its seed.
    warm.after["numpy.random.mtrand"] = lambda module: module.seed()
    from ipykernel import kernelapp

    kernelapp.launch_new_instance(argv)


def _rename(before: bytes, now: bytes) -> None:
    """Let the system tell of this process what it would of a kernel that had been started.

    By the environment that they began with the processes of a page are found when it ends, children too.
    """
    with open("/proc/self/stat", "rb") as stat:
        places = [int(it) for it in stat.read().rpartition(b")")[2].split()[45:49]]
    for start, end in (places[:2], places[2:]):
        block = (ctypes.c_char * (end - start)).from_address(start)
        block.raw = block.raw.replace(before, now).replace(TEMPLATE, KERNEL)


if __name__ == "__main__":
    main()
