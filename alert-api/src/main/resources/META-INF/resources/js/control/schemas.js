/* Schemas: their versions, and what changed between two of them. */

import { read } from '../api.js';
import { empty } from '../blank.js';
import { el, fill, hidden, icon } from '../dom.js';
import { day } from '../format.js';
import { showDialog } from './dialog.js';
import { difference } from './difference.js';
import { mountPanel, table } from './panel.js';

const MARKS = { '+': 'ins', '-': 'del' };

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
  choice.addEventListener('change', paint);
  showDialog(schema.subject, [
    el('div', { class: 'fieldset' }, el('label', { for: 'schema-version' }, 'Version, compared with the one before it'), choice),
    text,
  ]);
  paint();

  async function paint() {
    const index = versions.findIndex((version) => String(version) === choice.value);
    try {
      const [now, before] = await Promise.all([linesOf(versions[index]), index > 0 ? linesOf(versions[index - 1]) : []]);
      const lines = index > 0 ? difference(before, now) : now.map((line) => [' ', line]);
      fill(
        text,
        lines.map(([mark, line]) => (mark === ' ' ? `  ${line}\n` : el(MARKS[mark], {}, `${mark} ${line}\n`))),
      );
    } catch (problem) {
      fill(text, icon('crit'), ` The schema cannot be read: ${problem.detail || problem.message}`);
    }
  }

  async function linesOf(version) {
    return JSON.stringify(
      await read(`/control/schemas/${encodeURIComponent(schema.subject)}/versions/${encodeURIComponent(version)}`),
      null,
      2,
    ).split('\n');
  }
}
