/* Where the partitions of a topic are kept: who leads, who follows, who lags. Read only. */

import { el } from '../dom.js';
import { bytes } from '../format.js';
import { showDialog } from './dialog.js';
import { table } from './panel.js';
import { stateChip } from './states.js';

/** True for a partition that lacks a replica. */
export function lacking({ replicas, inSync }) {
  return inSync.length < replicas.length;
}

/** Opens a dialog with every partition of a topic. */
export function showPlacement(topic) {
  const partitions = el(
    'div',
    { class: 'scroll records', tabindex: 0, role: 'region', 'aria-label': 'Partitions' },
    table(['Partition', 'Leader', 'Replicas', 'In sync', '>Size'], topic.placement.map(row)),
  );
  showDialog(`Partitions of ${topic.name}`, [partitions], { wide: false });
}

function row(one) {
  return {
    cells: [
      String(one.partition),
      one.leader === null ? stateChip('GONE', 'none') : `broker ${one.leader}`,
      one.replicas.join(', '),
      lacking(one) ? stateChip('WARN', one.inSync.join(', ') || 'none') : stateChip('OK', one.inSync.join(', ')),
      bytes(one.bytes),
    ],
  };
}
