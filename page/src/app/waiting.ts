// A page that is still being made is asked for again; a reload keeps the place in it (#what-if).
const EVERY = 1000;
setTimeout(() => location.reload(), EVERY);
