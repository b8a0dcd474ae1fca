/* Brokers and those who elect them: who leads, who is gone. */

import { el } from '../dom.js';
import { bytes, count, known } from '../format.js';
import { mountPanel, table } from './panel.js';
import { stateChip } from './states.js';

export function mountBrokers(report) {
  mountPanel('brokers', report, {
    title: 'Brokers',
    what: 'brokers and their quorum',
    stillTrue: 'Kafka may work all the same.',
    meta: ({ brokers = [], mode }) =>
      `${count(brokers.length, 'broker')}${mode ? `, ${mode === 'kraft' ? 'KRaft' : 'ZooKeeper'}` : ''}`,
    paint: ({ brokers = [], quorum = [], mode }) => [
      table(
        ['Broker', 'State', '>Leaders', '>Size'],
        brokers.map((broker) => ({
          bad: broker.up === false,
          cells: [
            [broker.id, broker.address].filter((part) => part !== '').join(', '),
            [
              stateChip(broker.up === false ? 'GONE' : 'UP'),
              broker.controller && el('span', { class: 'tag lead' }, 'controller'),
            ],
            known(broker.leaders, 0),
            bytes(broker.bytes),
          ],
        })),
      ),
      quorum.length > 0 &&
        table(
          [mode === 'kraft' ? 'Quorum' : 'ZooKeeper', 'Role', '>Latency', '>Connections', '>Znodes'],
          quorum.map((voter) => ({
            bad: voter.role === 'gone',
            cells: [
              voter.address,
              stateChip(voter.role === 'gone' ? 'GONE' : 'UP', voter.role),
              voter.latencyMs === null || voter.latencyMs === undefined
                ? '–'
                : [known(voter.latencyMs), el('span', { class: 'unit' }, 'ms')],
              known(voter.connections, 0),
              known(voter.znodes, 0),
            ],
          })),
          { class: 'second' },
        ),
    ],
  });
}
