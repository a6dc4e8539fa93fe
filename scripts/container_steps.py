"""Follow the Containerfile without a container: its steps in a folder that goes afterwards, and then its program.

    python scripts/container_steps.py

COPY and RUN are done with `/src`, `/opt` and `/data` inside the folder and this Python in place of the image's; what
needs root or the image itself (its user, volume and layers) is passed over, and said. At the end the installed command
looks over itself and reads the examples, with the environment that the Containerfile sets and no other.
"""

import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
INSIDE = ("/src", "/opt", "/data")
PASSED_OVER = ("FROM", "USER", "VOLUME", "CMD")


def steps(text: str) -> list[tuple[str, str]]:
    """The instructions of a Containerfile with what follows them."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines)]


def within(text: str, folder: pathlib.Path) -> str:
    """The same with the image's folders inside this one."""
    for name in INSIDE:
        text = text.replace(name, f"{folder}{name}")
    return text


def main() -> None:
    """Follow the steps; ends with the status of the first that fails."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        environment = {"PATH": f"{folder}/bin:{os.environ['PATH']}", "HOME": str(folder)}
        (folder / "bin").mkdir()
        (folder / "bin" / "python").symlink_to(sys.executable)
        here, program = folder, [""]
        (folder / "data").mkdir()
        for word, rest in steps((ROOT / "Containerfile").read_text(encoding="utf-8")):
            print(f"{word} {rest}", flush=True)
            if word in PASSED_OVER or "--from=" in rest or rest.startswith("useradd"):
                print("  passed over: it is the image's")
            elif word == "WORKDIR":
                here = pathlib.Path(within(rest, folder))
                here.mkdir(parents=True, exist_ok=True)
            elif word == "COPY":
                *sources, dest = shlex.split(rest)
                for source in sources:
                    copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
                    copy(ROOT / source, here / dest)
            elif word == "RUN":
                subprocess.run(["sh", "-ec", within(rest, folder)], cwd=here, env=environment, check=True)
            elif word == "ENV":
                for name, _, value in (pair.partition("=") for pair in shlex.split(within(rest, folder))):
                    environment[name] = value.replace("$PATH", environment["PATH"])
            elif word == "ENTRYPOINT":
                program = json.loads(rest)
            else:
                raise SystemExit(f"{word}: this script does not know the instruction; teach it")
        for arguments in (["doctor"], ["run", str(ROOT / "examples" / "articles")], ["status"]):
            print(f"{' '.join([*program, *arguments])}", flush=True)
            command = shutil.which(program[0], path=environment["PATH"])
            if command is None or not command.startswith(str(folder)):
                raise SystemExit(f"{program[0]}: the steps did not install it")
            subprocess.run([command, *arguments], cwd=here, env=environment, check=True)


if __name__ == "__main__":
    main()
