export { detectBill } from './detect-bill';
export { loadBills, type LoadBillsOptions } from './load-bills';
