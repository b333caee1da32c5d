export { collectInventory, type CollectedInventory, type CollectOptions } from './collect-inventory';
export { emptyInventory, type Inventory, type Resource, type ResourceKind } from './inventory';
export { inventoryNotes } from './inventory-notes';
export { loadInventory } from './load-inventory';
export { readInventory, readInventoryFiles } from './read-inventory';
