/* What the dashboard draws: the chart, the timeline and the map. Read after the lists, since no fact waits for a picture. */

import { mountChart } from './chart.js';
import { mountMap } from './map.js';
import { mountTimeline } from './timeline.js';

export function mountPictures(board) {
  mountChart(board);
  mountTimeline(board);
  mountMap(board);
}
