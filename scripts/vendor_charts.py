"""Builds the vendored drawing library: the parts of ECharts that pages use, joined by esbuild; needs node and npm.

Versions are pinned in `charts/package.json`; `charts/package-lock.json` holds the hash of every package, and npm
refuses what differs. A new version: change package.json, run `npm install --package-lock-only --ignore-scripts
--omit-lockfile-registry-resolved` in that folder, run this again, look at the charts, commit.
"""

import gzip
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent / "charts"
VENDOR = Path(__file__).resolve().parents[1] / "src" / "binhyen" / "ui" / "static" / "ui" / "vendor" / "echarts"
NAME = "echarts.min.js"
BUILD = (
    "--bundle",
    "--minify",
    "--format=esm",
    "--target=es2020",
    "--legal-comments=none",
    "--drop:console",
    '--define:process.env.NODE_ENV="production"',
)
LICENCES = {
    "echarts/LICENSE": "LICENSE-echarts.txt",
    "echarts/NOTICE": "NOTICE-echarts.txt",
    "echarts/licenses/LICENSE-d3": "LICENSE-d3.txt",
    "zrender/LICENSE": "LICENSE-zrender.txt",
    "tslib/LICENSE.txt": "LICENSE-tslib.txt",
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        for name in ("package.json", "package-lock.json", "entry.js"):
            shutil.copy(HERE / name, there / name)
        # --ignore-scripts: esbuild's program comes as a package of its own and needs no script
        subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=there, check=True)
        program = there / "node_modules" / "esbuild" / "bin" / "esbuild"
        subprocess.run([str(program), "entry.js", *BUILD, f"--outfile={NAME}"], cwd=there, check=True)
        VENDOR.mkdir(parents=True, exist_ok=True)
        built = (there / NAME).read_bytes()
        (VENDOR / NAME).write_bytes(built)
        for source, target in LICENCES.items():
            text = (there / "node_modules" / source).read_text(encoding="utf-8")
            lines = (line.rstrip() for line in text.splitlines())
            (VENDOR / target).write_text("\n".join(lines).strip() + "\n", encoding="utf-8")
    print(NAME, len(built) // 1024, "kB,", len(gzip.compress(built, 9, mtime=0)) // 1024, "kB packed")


if __name__ == "__main__":
    main()
