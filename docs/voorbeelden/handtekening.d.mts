export declare function isVanSchakel(kop: string, body: string, geheim: string, nu?: number): boolean;
