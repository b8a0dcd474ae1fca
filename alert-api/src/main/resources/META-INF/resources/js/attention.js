/* New alerts call: to screen readers always, by sound and browser notification where the reader asked for them. */

import { count, plainQuantity } from './format.js';
import { preferences } from './preferences.js';

const QUIET = 2_000;

/**
 * @param {import('./model/alerts.js').AlertBook} alerts
 * @param {import('./model/sources.js').SourceBook} sources
 * @param {(series: string) => void} select
 */
export function callForAttention(alerts, sources, select) {
  const news = document.getElementById('news');
  let sounded = 0;
  let unspoken = [];
  alerts.addEventListener('fired', ({ detail: alert }) => {
    if (alert.silence) return;
    if (unspoken.length === 0) setTimeout(speak, QUIET);
    unspoken.push(alert);
    if (preferences.sound && Date.now() - sounded > QUIET) {
      sounded = Date.now();
      chime(alert.severity === 'CRITICAL');
    }
    if (preferences.notify && document.hidden && 'Notification' in window && Notification.permission === 'granted')
      announce(alert);
  });

  /** A burst is told in one sentence. */
  function speak() {
    const [first] = unspoken;
    const more = unspoken.length > 1 ? `, and ${count(unspoken.length - 1, 'more alert')}` : '';
    news.textContent = `${first.severity.toLowerCase()}: ${sources.name(first)} ${plainQuantity(first.value, first.unit)}${more}`;
    unspoken = [];
  }

  function announce(alert) {
    const notification = new Notification(`${sources.name(alert)}: ${plainQuantity(alert.value, alert.unit)}`, {
      body: alert.message ?? alert.rule.name,
      tag: alert.id,
    });
    notification.addEventListener('click', () => {
      focus();
      select(alert.series);
      notification.close();
    });
  }
}

/** Two short tones, higher for a critical alert. */
function chime(critical) {
  const audio = new AudioContext();
  const pitch = critical ? 880 : 587;
  [0, 0.18].forEach((delay) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, audio.currentTime + delay);
    volume.gain.exponentialRampToValueAtTime(0.15, audio.currentTime + delay + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + delay + 0.16);
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + delay);
    tone.stop(audio.currentTime + delay + 0.17);
  });
  setTimeout(() => audio.close(), 600);
}
