/** Characters that cannot stand for themselves in a policy, or that nobody would see: in quotes they are escaped. */
export const unprintable =
  /[\0-\x1F\x7F-\x9F\u200B\u2028\u2029\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFFE\uFFFF]|\p{Surrogate}/u;
