/** The numbers behind `logs` as shares of their sum: exp(log) / sum of exp(log), without overflow. */
export function sharesOfLogs(logs: readonly number[]): number[] {
  const most = Math.max(...logs);
  const amounts = logs.map(log => Math.exp(log - most));
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return amounts.map(amount => amount / sum);
}

/** ln of the mean of the numbers whose natural logs are `logs`, without overflow. */
export function logMean(logs: readonly number[]): number {
  const most = Math.max(...logs);
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - most);
  return most + Math.log(sum / logs.length);
}
