/*! Suzerain, Apache-2.0. Holds code of Preact (c) 2015-present Jason Miller, MIT,
and of d3 modules (c) 2010-present Mike Bostock, ISC: texts in NOTICE. */
"use strict";(()=>{setTimeout(()=>location.reload(),1e3);})();
