/* Cassandra: its nodes and how large the keyspaces are. */

import { bytes, count, known } from '../format.js';
import { mountPanel, table } from './panel.js';
import { stateChip } from './states.js';

export function mountCassandra(report) {
  mountPanel('cassandra', report, {
    title: 'Cassandra',
    what: 'Cassandra’s nodes',
    stillTrue: 'Live events go on without it; history does not.',
    meta: ({ nodes = [] }) => count(nodes.length, 'node'),
    paint: ({ nodes = [], keyspaces = [] }) => [
      table(
        ['Node', 'State', 'Datacenter', '>Size'],
        nodes.map((node) => ({
          bad: !node.up,
          cells: [address(node), stateChip(node.up ? 'UP' : 'DOWN'), node.datacenter ?? '–', bytes(node.bytes)],
        })),
      ),
      keyspaces.length > 0 &&
        table(
          ['Keyspace', '>Tables', '>Size'],
          keyspaces.map((keyspace) => ({ cells: [keyspace.name, known(keyspace.tables, 0), size(keyspace)] })),
          { class: 'second' },
        ),
    ],
  });
}

/** What was written lately is in memory, and takes no disk yet. */
function size(keyspace) {
  return keyspace.bytes === 0 ? 'in memory' : bytes(keyspace.bytes);
}

/** Cassandra's driver marks an address that it never had to look up. */
function address(node) {
  return node.address.replace('/<unresolved>', '');
}
