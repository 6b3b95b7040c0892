export { Access, type Identity } from './access.js';
export { AccessModule } from './access.module.js';
