/* Schemas: their versions, and what changed between two of them. */

import { read } from '../api.js';
import { empty } from '../blank.js';
import { el, fill, hidden, icon } from '../dom.js';
import { day } from '../format.js';
import { mountPanel, table } from './panel.js';

export function mountSchemas(report) {
  mountPanel('schemas', report, {
    title: 'Schemas',
    what: 'schemas',
    stillTrue: 'Producers and consumers keep the schemas that they know.',
    paint: () =>
      report.items.length === 0
        ? [empty({ glyph: 'stale', title: 'No schema registered', text: 'The start of the stack registers them.' })]
        : [
            table(
              ['Subject', '>Versions', 'Compatibility', 'Changed', ''],
              report.items.map((schema) => ({
                cells: [
                  schema.subject,
                  `${schema.version}`,
                  el('span', { class: `tag ${schema.compatibility ? '' : 'dash'}` }, schema.compatibility ?? 'unknown'),
                  schema.changedAt ? day(Date.parse(schema.changedAt)) : '–',
                  el(
                    'button',
                    { class: 'btn sm', type: 'button', on: { click: () => show(schema) } },
                    'Show…',
                    hidden(` ${schema.subject}`),
                  ),
                ],
              })),
            ),
          ],
  });
}

/** One version of a schema, with the lines that the version before it lacks. */
function show(schema) {
  const versions = schema.versions ?? [schema.version];
  const choice = el(
    'select',
    { class: 'field', id: 'schema-version' },
    versions.map((version) => el('option', { value: version, selected: version === schema.version }, `version ${version}`)),
  );
  const text = el('pre', { class: 'schema', tabindex: 0 });
  const close = el('button', { class: 'btn', type: 'button' }, 'Close');
  const dialog = el(
    'dialog',
    { class: 'wide', 'aria-labelledby': 'schema-title' },
    el(
      'form',
      {},
      el('header', {}, el('h2', { id: 'schema-title' }, schema.subject)),
      el(
        'div',
        { class: 'body' },
        el(
          'div',
          { class: 'fieldset' },
          el('label', { for: 'schema-version' }, 'Version, compared with the one before it'),
          choice,
        ),
        text,
      ),
      el('footer', {}, close),
    ),
  );
  document.body.append(dialog);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  choice.addEventListener('change', paint);
  dialog.showModal();
  paint();

  async function paint() {
    const index = versions.findIndex((version) => String(version) === choice.value);
    try {
      const [now, before] = await Promise.all([lines(versions[index]), index > 0 ? lines(versions[index - 1]) : []]);
      const old = new Set(before);
      const fresh = new Set(now);
      const gone = before.filter((one) => !fresh.has(one));
      fill(
        text,
        now.map((one) => (index > 0 && !old.has(one) ? el('ins', {}, `+ ${one}\n`) : `  ${one}\n`)),
        gone.map((one) => el('del', {}, `- ${one}\n`)),
      );
    } catch (problem) {
      fill(text, icon('crit'), ` The schema cannot be read: ${problem.detail || problem.message}`);
    }
  }

  async function lines(version) {
    return JSON.stringify(
      await read(`/control/schemas/${encodeURIComponent(schema.subject)}/versions/${encodeURIComponent(version)}`),
      null,
      2,
    ).split('\n');
  }
}
