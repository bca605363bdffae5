// What Orca says of a page from its first word to its last, or to keys, in a real window under Xvfb. There is no voice:
// what is said is read from Orca's own log. Debian's packages: orca, xvfb, dbus, at-spi2-core, metacity, xdotool;
// without them it is skipped.

import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export const orca_is_here = () => ['orca', 'xvfb-run', 'dbus-run-session', 'metacity', 'xdotool'].every(program => spawnSync('which', [program]).status === 0);

// Nothing of this may outlive the session: all of it hangs on the shell, which ends them.
const session = `
metacity --no-composite > /dev/null 2>&1 &
gsettings set org.gnome.desktop.interface toolkit-accessibility true
/usr/libexec/at-spi-bus-launcher --launch-immediately > /dev/null 2>&1 &
sleep 1
orca --debug-file="$HOME/said" > /dev/null 2>&1 &
orca=$!
sleep 5
case "$1" in
  firefox) firefox-esr --no-remote --profile "$HOME/profile" --width 1200 --height 900 "$2" > /dev/null 2>&1 & ;;
  chromium) chromium --no-sandbox --force-renderer-accessibility --disable-features=Translate --user-data-dir="$HOME/profile" --no-first-run --window-size=1200,900 "$2" > /dev/null 2>&1 & ;;
esac
browser=$!
before=-1
for i in $(seq 60); do
  sleep 2
  now=$(stat -c %s "$HOME/said")
  [ "$i" -gt 8 ] && [ "$now" = "$before" ] && break  # it has nothing more to say
  before=$now
done
stat -c %s "$HOME/said" > "$HOME/before_keys"
for key in $3; do xdotool key "$key"; sleep 3; done
kill -TERM $orca
sleep 3
kill -KILL $orca
kill $(jobs -p)
wait $browser  # what it writes while it ends is in its folder
`;

/**
 * @param {'firefox' | 'chromium'} browser @param {string} url @param {string[]} [keys] as xdotool names them, pressed once it has nothing more to say
 * @returns {Promise<string[]>} what was said, in order; with keys, what was said to those
 */
export async function said_by_orca(browser, url, keys = []) {
  const home = mkdtempSync(join(tmpdir(), 'hanji-orca-'));
  try {
    mkdirSync(join(home, 'profile'));
    mkdirSync(join(home, 'run'), {mode: 0o700});
    writeFileSync(join(home, 'profile/user.js'), Object.entries({'accessibility.force_disabled': -1, 'datareporting.policy.dataSubmissionEnabled': false, 'browser.aboutwelcome.enabled': false, 'termsofuse.acceptedVersion': 999, 'termsofuse.bypassNotification': true})
      .map(([name, value]) => `user_pref("${name}", ${value});\n`).join(''));
    writeFileSync(join(home, 'session'), session);
    await once(spawn('xvfb-run', ['-a', '-s', '-screen 0 1280x1000x24', 'dbus-run-session', '--', 'bash', join(home, 'session'), browser, url, keys.join(' ')], {
      stdio: 'ignore', timeout: 170_000 + 4000 * keys.length,
      env: {...process.env, HOME: home, XDG_RUNTIME_DIR: join(home, 'run'), LANG: 'C.UTF-8', NO_AT_BRIDGE: '0', ACCESSIBILITY_ENABLED: '1', GNOME_ACCESSIBILITY: '1', SPEECHD_CMD: '/bin/false'},
    }), 'close');
    const from = keys.length > 0 ? Number(readFileSync(join(home, 'before_keys'), 'utf8')) : 0;
    return readFileSync(join(home, 'said')).subarray(from).toString().split('\n').flatMap(line => / - SPEECH OUTPUT: '(.*)'/.exec(line)?.[1] ?? []).map(words => words.replace(/'\{.*/, '').trim()).filter(Boolean);
  } finally {
    rmSync(home, {recursive: true, force: true, maxRetries: 10, retryDelay: 200});
  }
}
