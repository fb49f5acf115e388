import type { Strategy } from 'hive-trade/strategy';

export default {
  name: 'dip-buyer',
  params: {
    drop: { kind: 'number', default: 0.03, min: 0, max: 1, summary: 'Fall from the top to buy at.' },
  },
  start: ({ drop }) => {
    let top = 0;
    return bar => {
      if (bar.close > top) top = bar.close;
      return bar.close === top ? 'SELL' : bar.close <= top * (1 - drop) ? 'BUY' : 'HOLD';
    };
  },
} satisfies Strategy<{ drop: number }>;
