import {
  collectRows,
  copyText,
  decodeHash,
  filterRows,
  followAddress,
  moveFocus,
  readStored,
  startCopying,
  startFiltering,
  startKeyboard,
  startPage,
  startPrinting,
  startTheme,
} from "./page.ts";
import { matchesFields, matchesText, parseQuery, toggleTerm } from "./query.ts";

const FUNCTIONS = [
  parseQuery,
  matchesFields,
  matchesText,
  toggleTerm,
  readStored,
  startTheme,
  startCopying,
  copyText,
  startPrinting,
  collectRows,
  startFiltering,
  filterRows,
  followAddress,
  decodeHash,
  startKeyboard,
  moveFocus,
  startPage,
];

/**
 * The script of a page: the functions above as they stand, so that they are type-checked and tested like any other code
 * and the page needs no bundler. They may use nothing of their modules but each other.
 */
export const SCRIPT = `"use strict";(()=>{\n${FUNCTIONS.map(String).join("\n")}\nstartPage();\n})();`;
