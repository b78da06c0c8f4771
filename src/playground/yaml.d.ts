/** The examples' policies, bundled as texts. */
declare module '*.yaml' {
  const text: string;
  export default text;
}
