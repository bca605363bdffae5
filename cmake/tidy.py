"""clang-tidy over src/, for `./dev test`: tidy.py FOLDER… of builds, the first that compiles a file being asked how.

What has passed is remembered in $HANJI_CACHE/tidy, for all clones, as an empty file. It is named by a hash of all that the
answer depends on: .clang-tidy, clang-tidy's version, the flags, and what stands in the files of our own that the build saw
included (ninja -t deps; those of others stand still below a path that names their version). What nobody asked for in 30
days is forgotten.
"""
import hashlib
import json
import os
import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

root = Path(__file__).resolve().parent.parent
shared = Path(os.environ['HANJI_CACHE'])
passed = shared / 'tidy'
tidy = 'clang-tidy-19'
forgotten_after_s = 30 * 24 * 3600


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def included_by_object(build):
    """Of each object file: the files of our own that it was made of."""
    @cache
    def our_own(name):
        file = Path(os.path.normpath(build / name))
        return file if file.is_relative_to(root / 'src') else None

    included, files = {}, []
    for line in output_of('ninja', '-C', str(build), '-t', 'deps').splitlines():
        if line.startswith('    '):
            if file := our_own(line.strip()):
                files.append(file)
        elif ': #deps' in line:
            files = included[line.split(': #deps')[0]] = []
    return included


def flags_of(command):
    """The compiler's, as clang-tidy takes them: em++ adds to its own where the target and its headers are."""
    compiler, *flags = shlex.split(command)
    if Path(compiler).name == 'em++':
        flags += ['--target=wasm32-unknown-emscripten', f'--sysroot={Path(compiler).parent}/cache/sysroot']
    return flags


def units_of(builds):
    """(file, folder, flags, what it is made of), once for each file below src/."""
    seen = set()
    for build in builds:
        included = included_by_object(build)
        for entry in json.loads((build / 'compile_commands.json').read_text()):
            file = Path(entry['file'])
            if not file.is_relative_to(root / 'src') or file in seen:
                continue
            seen.add(file)
            flags = flags_of(entry['command'])
            made_of = included.get(flags[flags.index('-o') + 1])
            if not made_of:
                sys.exit(f'tidy: {build.name} has not been built: nothing is known of {file.relative_to(root)}')
            yield file, build, flags, made_of


@cache
def hash_of(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def key_of(file, flags, made_of, common):
    told = shlex.join(flags).replace(str(root), '.').replace(str(shared), 'cache')
    parts = [common, str(file.relative_to(root)), told]
    parts += sorted(f'{one.relative_to(root)} {hash_of(one)}' for one in made_of)
    return hashlib.sha256('\n'.join(parts).encode()).hexdigest()


def check(unit):
    file, build, flags, _ = unit
    ran = subprocess.run([tidy, '--quiet', f'--config-file={root}/.clang-tidy', str(file), '--', *flags],
                         cwd=build, capture_output=True, text=True)
    return ran.returncode == 0, ran.stdout if ran.stdout.strip() else ran.stderr


def main():
    passed.mkdir(parents=True, exist_ok=True)
    common = hash_of(root / '.clang-tidy') + output_of(tidy, '--version')
    units = {key_of(file, flags, made_of, common): (file, build, flags, made_of)
             for file, build, flags, made_of in units_of([root / name for name in sys.argv[1:]])}
    for key in units:
        if (passed / key).exists():
            (passed / key).touch()
    left = [key for key in units if not (passed / key).exists()]
    failed = 0
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
        for done, (key, (good, said)) in enumerate(zip(left, threads.map(lambda key: check(units[key]), left)), 1):
            if good:
                (passed / key).touch()
            else:
                failed += 1
                print(said, flush=True)
            if done % 20 == 0:
                print(f'      clang-tidy: {done} of {len(left)} files', flush=True)
    print(f'      clang-tidy: {len(units)} files, {len(left)} of them new, {failed} with warnings')
    for old in passed.iterdir():
        if time.time() - old.stat().st_mtime > forgotten_after_s:
            old.unlink(missing_ok=True)
    return failed != 0


sys.exit(main())
