"""`manage.py text` on 10,000 and 100,000 comments: time and memory of the whole command.

`python bench/text_whole.py FOLDER [COMMENTS …]`, the folder with the files of the text data. Its
5,000 comments are repeated with changes: from the second time on, a comment begins as one does and
ends as another. The 100,000 also come as one letter sent so many times.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = "fukui_comments_5000dev.csv"
BARS = {10_000: (10, 900), 100_000: (90, 900)}  # comments → seconds, MB
COLUMNS = ("text", "age_group", "area")


def main(folder: Path, sizes: Sequence[int]) -> None:
    source = folder / FILE
    if not source.is_file():
        print(f"{source} is missing")
        return
    with source.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for size in sizes:
        measure(f"{size:,} comments", changed(rows, size), *BARS.get(size, (0, 0)))
    most = max(sizes)
    letter = "駅前の駐輪場を24時間使えるようにしてください。雨の日に濡れて困っています。"
    alike = ((letter, row[1], row[2]) for row in changed(rows, most))
    measure(f"one letter {most:,} times", alike, *BARS.get(most, (0, 0)))


def changed(rows: Sequence[dict[str, str]], size: int) -> Iterator[tuple[str, ...]]:
    """So many comments with an age group and an area."""
    for number in range(size):
        row, again = rows[number % len(rows)], number // len(rows)
        text = row["text"]
        if again:
            other = rows[(number * 37 + again * 101) % len(rows)]["text"]
            text = text[: len(text) // 2] + other[len(other) // 2 :]
        yield text, row["age_group"], row["area"]


def measure(name: str, rows: Iterator[tuple[str, ...]], seconds: int, megabytes: int) -> None:
    """Run the command in a process of its own; the bar is 0 where there is none."""
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "comments.csv"
        with file.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows([COLUMNS, *rows])
        command = ["manage.py", "text", str(file), "--column", "text", "--out", f"{made}/out"]
        options = [part for column in COLUMNS[1:] for part in ("--by", column)]
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *command, *options], cwd=ROOT, stdout=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - start
    processor = used.ru_utime + used.ru_stime
    told = f"{took:.1f} s ({processor:.1f} s of a processor), {used.ru_maxrss / 1024:.0f} MB"
    missed = bool(seconds) and (took > seconds or used.ru_maxrss / 1024 > megabytes)
    bar = f"; bar {seconds} s, {megabytes} MB" if seconds else ""
    warning = "  BELOW THE BAR" if missed else ""
    code = os.waitstatus_to_exitcode(status)
    print(f"{name}: exit {code}, {told}{bar}{warning}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]), [int(one) for one in sys.argv[2:]] or list(BARS))
    else:
        print("no figures: give the folder with the files of the text data")
