"""Programs for asyncio, written by Hypothesis: what CPython answers, and the text of a cell that asks the live kernel."""

import subprocess
import sys

from hypothesis import strategies as st

_STEPS = st.sampled_from(
    [
        "log.append((name, 'says')); print(name, 'says', end=' ')",
        "old = shared[0]; print(end='.'); work(); shared[0] = old + 1",
        "await asyncio.sleep(0)",
        "time.sleep(0.001)",
        "async with lock: log.append((name, 'in')); await asyncio.sleep(0); work(); log.append((name, 'out'))",
        "async with semaphore: log.append((name, 'held')); await asyncio.sleep(0)",
        "queue.put_nowait(name)",
        "log.append((name, 'got', await queue.get() if not queue.empty() else None))",
        "variable.set(variable.get() + name); log.append(variable.get())",
        "log.extend([(name, number) async for number in counted(3)])",
        "log.append((name, sum(number for number in range(3) if not work())))",
        "event.set()",
        "await event.wait(); log.append((name, 'heard'))",
        "tasks[1 % len(tasks)].cancel()",
        "log.append((name, input('? ')))",
        "log.append((name, await asyncio.gather(echo(1), echo(2))))",
    ]
)
_HEAD = """import asyncio, contextvars, time
log, shared, tasks = [], [0], []
variable = contextvars.ContextVar("variable", default="")

def work():
    for _ in range(30_000): pass

async def echo(value):
    await asyncio.sleep(0)
    return value

async def set_late():
    for _ in range(300):
        await asyncio.sleep(0)
    event.set()

async def counted(most):
    for number in range(most):
        await asyncio.sleep(0)
        yield number

"""
_BODY = """
async def main():
    global lock, semaphore, queue, event
    lock, semaphore, queue, event = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Queue(), asyncio.Event()
    tasks.extend(asyncio.create_task(code(f"t{number}")) for number, code in enumerate(codes))
    late = asyncio.create_task(set_late())
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    await late
    slept = await asyncio.gather(*(asyncio.sleep(milliseconds / 1000, milliseconds) for milliseconds in naps))
    log.append(slept)
    log.append([type(end).__name__ for end in ends])
"""


@st.composite
def programs(draw: st.DrawFn) -> str:
    """Two to five tasks that share a lock, a queue, an event, a number, and then naps of several lengths.

    What happened is printed at the end; nothing in it depends on how fast a machine is.
    """
    codes = draw(st.lists(st.lists(_STEPS, min_size=1, max_size=6), min_size=2, max_size=5))
    naps = draw(st.lists(st.integers(0, 9), max_size=4))
    runs = draw(st.sampled_from(["asyncio.run(main())", "await main()"]))
    functions = "\n".join(
        f"async def code{number}(name):\n    try:\n"
        + "".join(f"        {step}\n" for step in steps)
        + "    finally:\n        log.append((name, 'ends'))\n"
        for number, steps in enumerate(codes)
    )
    names = ", ".join(f"code{number}" for number in range(len(codes)))
    return (
        f"{_HEAD}{functions}\ncodes = [{names}]\nnaps = {naps}\n{_BODY}\n{runs}\nprint()\nprint(repr((log, shared)))\n"
    )


def cpythons_answer(program: str) -> str:
    """The last line that CPython prints; a cell's ``await`` at the top is ``asyncio.run`` there."""
    script = program.replace("\nawait main()", "\nasyncio.run(main())")
    result = subprocess.run(
        [sys.executable, "-c", script], input="yes\n" * 100, capture_output=True, text=True, check=True
    )
    return result.stdout.splitlines()[-1]
