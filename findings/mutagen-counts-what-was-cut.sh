#!/usr/bin/env bash
# A video of ten seconds loses its first four with `ffmpeg -ss 4 -c copy`, the usual way to cut without loss.
# The file keeps all pictures and an edit list that says where playing starts, so players show six seconds.
# mediainfo.js 0.3.8 and mp4box 2.4.1 (npm) say six; mutagen 1.48.1 (PyPI) says ten, from the sound track's own length.
# The same video in fragments, as recorders of meetings write it, has the length 0 for mutagen, without an error.
# mp4box gives 0 for fragments too; its answer is in another field (`fragment_duration`).
# One expects that a reader of lengths, asked for a valid file, gives the length that players show.
# All three are right for a plain file, so a test with one plain file shows nothing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error mediainfo.js@0.3.8 mp4box@2.4.1 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mutagen==1.48.1 imageio-ffmpeg==0.8.1

ffmpeg=$(venv/bin/python -c 'import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())')
"$ffmpeg" -loglevel error -f lavfi -i testsrc=s=64x64:r=10:d=10 -f lavfi -i sine=d=10 -g 100 -pix_fmt yuv420p plain.mp4
"$ffmpeg" -loglevel error -ss 4 -i plain.mp4 -c copy cut.mp4
"$ffmpeg" -loglevel error -i plain.mp4 -c copy -movflags frag_keyframe+empty_moov fragments.mp4

cat > read.mjs <<'JS'
import fs from 'node:fs';
import * as mp4box from 'mp4box';
import mediaInfoFactory from 'mediainfo.js';
const mediainfo = await mediaInfoFactory({ format: 'object' });
for (const name of ['plain', 'cut', 'fragments']) {
  const data = new Uint8Array(fs.readFileSync(`${name}.mp4`));
  const file = mp4box.createFile();
  let movie;
  file.onReady = (info) => (movie = info);
  file.appendBuffer(Object.assign(data.slice().buffer, { fileStart: 0 }));
  file.flush();
  const { media } = await mediainfo.analyzeData(() => data.length, (size, offset) => data.subarray(offset, offset + size));
  console.log(name, 'mp4box', Math.round(movie.duration / movie.timescale), 'mediainfo.js', Math.round(media.track[0].Duration));
}
process.exit(0);
JS
cat > read.py <<'PY'
import mutagen
print("mutagen", *(f"{name} {mutagen.File(name + '.mp4').info.length:.0f}" for name in ("plain", "cut", "fragments")))
PY

cat > expected <<'TEXT'
plain mp4box 10 mediainfo.js 10
cut mp4box 6 mediainfo.js 6
fragments mp4box 0 mediainfo.js 10
mutagen plain 10 cut 10 fragments 0
TEXT
{ node read.mjs; venv/bin/python read.py; } > actual
if diff expected actual; then
  echo 'ok: mutagen 1.48.1 gives the length before the cut, and 0 for a video in fragments'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
