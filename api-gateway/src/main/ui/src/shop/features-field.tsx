import { TextField } from '../parts/field';
import { MAX_FEATURE_NAME, MAX_FEATURE_VALUE, MAX_FEATURES, type OfferField } from './offer';
import type { Feature } from './views';

interface Props {
  features: Feature[];
  onChange: (features: Feature[]) => void;
  wrongAt: (field: OfferField) => string | null;
}

/** A specification, line by line, in the order in which it is shown. */
export function FeaturesField({ features, onChange, wrongAt }: Props) {
  const change = (index: number, part: Partial<Feature>) => onChange(features.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <fieldset class="features">
      <legend>Specification</legend>
      {features.map(({ name, value }, index) => (
        <div key={index} class="feature">
          <TextField
            label={`Name of line ${index + 1}`}
            name={`name-${index}`}
            autocomplete="off"
            maxLength={MAX_FEATURE_NAME}
            error={wrongAt(`name ${index}`)}
            value={name}
            onChange={(text) => change(index, { name: text })}
          />
          <TextField
            label={`Value of line ${index + 1}`}
            name={`value-${index}`}
            autocomplete="off"
            maxLength={MAX_FEATURE_VALUE}
            error={wrongAt(`value ${index}`)}
            value={value}
            onChange={(text) => change(index, { value: text })}
          />
          <button type="button" class="inline" onClick={() => onChange(features.filter((_, at) => at !== index))}>
            Remove<span class="sr-only"> line {index + 1}</span>
          </button>
        </div>
      ))}
      {features.length < MAX_FEATURES && (
        <button type="button" class="secondary" onClick={() => onChange([...features, { name: '', value: '' }])}>
          Add a line
        </button>
      )}
    </fieldset>
  );
}
