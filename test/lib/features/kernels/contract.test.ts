import { FEATURE_SET } from '../../../../src/lib/features/feature-set.ts';
import { featureContract } from '../../../contracts/feature.ts';

for (const kernel of FEATURE_SET.kernels) featureContract(kernel);
