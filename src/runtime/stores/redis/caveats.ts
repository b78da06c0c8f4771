/** What a limit that is counted on Redis cannot promise. */
export const redisCaveats: readonly string[] = [
  'replicas follow a Redis with a delay: a fail-over forgets the latest admissions, and as many may be admitted too many',
  'without `appendfsync always` a server that stops at once forgets admissions that it had confirmed',
  'whoever may write to the server can delete what was counted, and no log shows it',
];
