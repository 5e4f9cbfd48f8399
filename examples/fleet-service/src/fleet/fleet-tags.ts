const cities = [
  ...[
    'amsterdam',
    'athens',
    'austin',
    'bangalore',
    'barcelona',
    'berlin',
    'bogota',
    'boston',
    'bratislava',
    'brisbane',
  ],
  ...['brussels', 'bucharest', 'budapest', 'cairo', 'calgary', 'casablanca', 'chennai', 'chicago', 'cologne', 'cork'],
  ...['dallas', 'delhi', 'denver', 'dublin', 'edinburgh', 'gdansk', 'geneva', 'graz', 'hamburg', 'hanoi', 'helsinki'],
  ...['istanbul', 'jakarta', 'kyoto', 'lagos', 'leeds', 'leipzig', 'lima', 'lisbon', 'ljubljana', 'london', 'lyon'],
  ...['madrid', 'malmo', 'manila', 'melbourne', 'milan', 'montreal', 'munich', 'nairobi', 'nantes', 'osaka', 'oslo'],
  ...['ottawa', 'paris', 'perth', 'porto', 'prague', 'quito', 'riga', 'rome', 'rotterdam', 'salzburg', 'santiago'],
  ...['seattle', 'seoul', 'sofia', 'stockholm', 'sydney', 'taipei', 'tallinn', 'tampere', 'tokyo', 'toronto', 'turin'],
  ...['valencia', 'vienna', 'vilnius', 'warsaw', 'zagreb', 'zurich'],
]

const departments = [
  ...['accounting', 'audit', 'claims', 'design', 'engineering', 'facilities', 'finance', 'helpdesk', 'hr', 'kiosk'],
  ...['lab', 'legal', 'logistics', 'marketing', 'operations', 'procurement', 'production', 'quality', 'reception'],
  ...['research', 'sales', 'security', 'support', 'training', 'warehouse'],
]

const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`)

/** The tags of a generated fleet, about 200 in four kinds, as an operator would name them. */
export const fleetTags = {
  sites: cities,
  departments: departments.map((name) => `dept-${name}`),
  models: ['mini', 'tower', 'notebook', 'tablet', 'signage'].flatMap((kind) => numbered(kind, 12)),
  rings: numbered('ring', 32),
} as const
