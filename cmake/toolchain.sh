# emscripten FOLDER: Debian trixie's Emscripten, unpacked to run on Debian 12, without root and wherever it lies.
emscripten() (
  set -e
  local out=$1 variants tool name
  # The variants that a build without link-time optimization and dynamic linking never uses, and of those with threads
  # (-mt) what nobody links: 1.7 GB -> 150 MB.
  variants=./usr/share/emscripten/cache/sysroot/lib/wasm32-emscripten
  dpkg-deb --fsys-tarfile "$(download_of emscripten)" | tar -x -C "$out" --exclude="$variants/lto" \
    --exclude="$variants/lto-pic" --exclude="$variants/pic" --exclude='*-ww*.a' --exclude='libwasmfs*' \
    --exclude='libGL-mt*' --exclude='*san*-mt*' --exclude='*-mt-*debug*' --exclude='*-debug-mt*' --exclude='*-mt-*asan*' \
    --exclude='*-mt*tracing.a' --exclude='*-mt*noexcept.a' --exclude='libemmalloc*-mt*' --exclude='libwebgpu*-mt*' \
    --exclude=./usr/share/emscripten/test
  for name in binaryen libc6 libstdc++6 libgcc-s1; do dpkg-deb -x "$(download_of $name)" "$out"; done

  # trixie's programs run under trixie's own loader.
  mkdir "$out/bin"
  for tool in "$out"/usr/bin/wasm*; do
    name=${tool##*/}
    cat > "$out/bin/$name" <<END
#!/bin/sh
here=\$(dirname "\$(dirname "\$(readlink -f "\$0")")"); lib=\$here/usr/lib/x86_64-linux-gnu
exec "\$lib/ld-linux-x86-64.so.2" --library-path "\$lib:\$lib/binaryen" "\$here/usr/bin/$name" "\$@"
END
    chmod +x "$out/bin/$name"
  done

  cat > "$out/usr/share/emscripten/.emscripten" <<'END'
import os, shutil
_folder = os.path.abspath(os.path.join(os.path.dirname(os.environ['EM_CONFIG']), '../../..'))
LLVM_ROOT = '/usr/lib/llvm-19/bin'
BINARYEN_ROOT = _folder
NODE_JS = shutil.which('node')
FROZEN_CACHE = True
END
  ln -s usr/share/emscripten "$out/emscripten"
)
