import base from "./eslint.config.mjs";
export default [...base, {files:["**/*.ts","**/*.tsx"], rules:{
 "@typescript-eslint/no-base-to-string":["error",{ignoredTypeNames:["URL","URLSearchParams","Error","RegExp"], checkUnknown:true}],
 "@typescript-eslint/restrict-template-expressions":["error",{allowNumber:true,allowBoolean:true,allowAny:false,allowNullish:true,allowNever:true}],
}}];
