import fc from 'fast-check';

// Property tests try the same examples in every run, so that a run that fails can be repeated and a landing does not
// hang on luck. PROPERTY_SEED=N tries others.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });
