/**
 * Texts that break careless code, by what they try: quoting, wildcards, encodings, normal forms, direction, white
 * space and injection. All are well-formed Unicode without NUL, so a store must keep each exactly.
 */
export const nastyStrings: Readonly<Record<string, string>> = {
  'single quote': "O'Brien ''",
  'double quote': '"quoted"',
  backtick: '`quoted`',
  brackets: '[dbo].[x]',
  backslash: 'C:\\new\\table\\',
  percent: '100%',
  underscore: 'a_c',
  'comment marks': 'a--b/*c*/#d',
  'statement end': "'; drop table devices; --",
  'stacked quotes': "' or '1'='1",
  'dollar quoting': '$1 $$x$$ $tag$',
  placeholders: '? :name @p1 %s {0}',
  json: '{"a":[1]}',
  'array literal': '{a,"b",NULL}',
  'the word null': 'NULL',
  'the word undefined': 'undefined',
  number: '0123',
  exponent: '1e3',
  boolean: 'true',
  'trailing spaces': 'a  ',
  'leading spaces': '  a',
  'tab and line ends': 'a\tb\nc\r\nd',
  'control characters': 'a\u0001\u001f\u007f\u0085b',
  'byte order mark': '\ufeffa',
  'line separators': 'a\u2028b\u2029c',
  'zero width': 'a\u200bb\u200dc',
  'combining accent': 'e\u0301',
  'precomposed accent': '\u00e9',
  'sharp s and dotless i': 'ß ı İ',
  'right to left': 'שלום עולם',
  'direction marks': '\u202eabc\u202c',
  'four-byte characters': '𠜎𝒳',
  emoji: '😀👍🏽',
  'joined emoji': '👨‍👩‍👧‍👦',
  'last code point': '\u{10ffff}',
  'private use and non-character': '\ue000\ufffe',
  'path climbing': '../../etc/passwd',
  markup: '<script>alert(1)</script>&amp;',
}

/** Texts that no store can keep, with what is wrong with each: they are refused with `invalid-argument`. */
export const refusedStrings: Readonly<Record<string, string>> = {
  NUL: 'a\0b',
  'high half of a surrogate pair': 'a\ud83d',
  'low half of a surrogate pair': '\ude00b',
}
