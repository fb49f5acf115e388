/** Pages of `hive help TOPIC`. */
export const helpTopics = ['environment', 'exit-codes', 'files', 'output', 'safety', 'scheduling'] as const;
