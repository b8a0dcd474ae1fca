/* The right side of the top bar: time zone, unit, theme, sound and notifications. */

import { el, fill, hidden, icon } from './dom.js';
import { preferences } from './preferences.js';

/** Appends the display settings to the top bar. */
export function mountHeader(top, { attention = false } = {}) {
  const panel = el(
    'div',
    { class: 'prefs', id: 'prefs' },
    attention && attentionControls(),
    zoneField(),
    segments('temperature', 'Temperature unit', [
      ['Cel', '°C'],
      ['[degF]', '°F'],
    ]),
    segments('theme', 'Theme', [
      ['auto', 'Auto', null, 'Follow the system'],
      ['light', 'Light', 'sun', 'Light'],
      ['dark', 'Dark', 'moon', 'Dark'],
    ]),
    wallControl(),
  );
  const toggle = el(
    'button',
    {
      class: 'btn icon prefs-btn',
      type: 'button',
      'aria-expanded': 'false',
      'aria-controls': 'prefs',
      on: { click: () => toggle.setAttribute('aria-expanded', panel.toggleAttribute('data-open')) },
    },
    icon('gear'),
    hidden('Display settings'),
  );
  top.append(toggle, panel);
}

function zoneField() {
  const zones = [...new Set([preferences.ownZone, preferences.zone, 'UTC'])];
  const field = el(
    'select',
    { class: 'field', 'aria-label': 'Time zone', on: { change: () => preferences.set('zone', field.value) } },
    zones.map((zone) => el('option', { value: zone, selected: zone === preferences.zone }, zoneName(zone))),
  );
  return field;
}

function zoneName(zone) {
  if (zone === 'UTC') return 'UTC';
  const offset = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(new Date())
    .find((part) => part.type === 'timeZoneName')
    .value.replace('GMT', 'UTC')
    .replace('-', '−');
  return `${zone.split('/').at(-1).replaceAll('_', ' ')}, ${offset}`;
}

function segments(name, label, choices) {
  const buttons = choices.map(([value, text, glyph, title]) =>
    el(
      'button',
      { type: 'button', value, title, on: { click: () => preferences.set(name, value) } },
      glyph ? [icon(glyph), hidden(text)] : text,
    ),
  );
  const paint = () =>
    buttons.forEach((button) => button.setAttribute('aria-pressed', String(button.value === preferences.value(name))));
  preferences.addEventListener('change', paint);
  paint();
  return el('div', { class: 'seg', role: 'group', 'aria-label': label }, buttons);
}

function attentionControls() {
  const sound = toggleButton('sound', {
    on: ['sound', 'Sound for new alerts is on'],
    off: ['mute', 'Sound for new alerts is off'],
  });
  const notify = toggleButton(
    'notify',
    { on: ['bell', 'Browser notifications are on'], off: ['off', 'Browser notifications are off'] },
    async () => 'Notification' in window && (await Notification.requestPermission()) === 'granted',
  );
  return el('div', { class: 'seg', role: 'group', 'aria-label': 'Attention' }, sound, notify);
}

function wallControl() {
  const faces = {
    on: ['wall', 'Back to the desk: smaller type, with controls'],
    off: ['wall', 'For a wall: larger type, without controls'],
  };
  return el('div', { class: 'seg wall', role: 'group', 'aria-label': 'Size' }, toggleButton('wall', faces));
}

function toggleButton(name, faces, mayTurnOn = async () => true) {
  const button = el('button', { type: 'button' });
  const paint = () => {
    const on = preferences.value(name) === 'on';
    const [glyph, title] = faces[on ? 'on' : 'off'];
    fill(button, icon(glyph), hidden(title));
    button.title = title;
    button.setAttribute('aria-pressed', String(on));
  };
  button.addEventListener('click', async () => {
    const on = preferences.value(name) === 'on';
    if (on || (await mayTurnOn())) preferences.set(name, on ? 'off' : 'on');
    else button.title = 'The browser does not allow notifications for this page';
  });
  preferences.addEventListener('change', paint);
  paint();
  return button;
}
