import { z } from 'zod';

/** The AWS Price List Query API as far as this library needs it. */
export interface PriceListApi {
  /** Every product of a service whose attributes equal the filters, each as the JSON text that AWS sends. */
  products(serviceCode: string, filters: Readonly<Record<string, string>>): AsyncIterable<string>;
}

const productSchema = z.object({
  product: z.object({ attributes: z.record(z.string(), z.string()) }),
  terms: z.object({
    OnDemand: z.record(
      z.string(),
      z.object({
        priceDimensions: z.record(
          z.string(),
          z.object({
            beginRange: z.string(),
            endRange: z.string(),
            pricePerUnit: z.object({ USD: z.string() }),
          }),
        ),
      }),
    ),
  }),
});

/** A product with its on-demand prices in USD per unit (hour or GB), lowest volume first; `upTo: null` has no end. */
export interface ListedProduct {
  readonly attributes: Readonly<Record<string, string>>;
  readonly prices: readonly { readonly upTo: number | null; readonly usd: number }[];
}

/** Reads a product's JSON; throws when AWS sends another shape. */
export function parseProduct(json: string): ListedProduct {
  const { product, terms } = productSchema.parse(JSON.parse(json));
  const [term] = Object.values(terms.OnDemand);
  const dimensions = Object.values(term?.priceDimensions ?? {});
  return {
    attributes: product.attributes,
    prices: dimensions
      .sort((a, b) => Number(a.beginRange) - Number(b.beginRange))
      .map(({ endRange, pricePerUnit }) => ({
        upTo: endRange === 'Inf' ? null : Number(endRange),
        usd: Number(pricePerUnit.USD),
      })),
  };
}

/** The real API at its us-east-1 endpoint, with the credentials that the SDK finds (`pricing:GetProducts`). */
export function awsPriceListApi(): PriceListApi {
  return {
    async *products(serviceCode, filters) {
      const { PricingClient, paginateGetProducts } = await import('@aws-sdk/client-pricing');
      const client = new PricingClient({ region: 'us-east-1' });
      const pages = paginateGetProducts(
        { client },
        {
          ServiceCode: serviceCode,
          FormatVersion: 'aws_v1',
          Filters: Object.entries(filters).map(([Field, Value]) => ({ Type: 'TERM_MATCH', Field, Value })),
        },
      );
      try {
        for await (const { PriceList = [] } of pages) yield* PriceList.map(String);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        const need = 'it needs AWS credentials that allow pricing:GetProducts';
        throw new Error(`the AWS Price List API did not answer (${need}): ${reason}`, { cause });
      }
    },
  };
}
