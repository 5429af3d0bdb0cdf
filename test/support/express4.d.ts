/** Express 4 as far as a host of Express 5 looks the same; it has no types of its own here. */
declare module 'express4' {
  import express from 'express';
  export default express;
}
