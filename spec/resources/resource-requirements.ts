import type { Requirement } from "#spec/requirement.ts";
import { agreementPromises } from "./promises/agreement-promises.ts";
import { apartPromises } from "./promises/apart-promises.ts";
import { belongingPromises } from "./promises/belonging-promises.ts";
import { filterPromises } from "./promises/filter-promises.ts";
import { historyPromises } from "./promises/history-promises.ts";
import { itemPromises } from "./promises/item-promises.ts";
import { lifecyclePromises } from "./promises/lifecycle-promises.ts";
import { otherKindPromises } from "./promises/other-kind-promises.ts";
import { makerPromises } from "./promises/maker-promises.ts";
import { operationPromises } from "./promises/operation-promises.ts";
import { racePromises } from "./promises/race-promises.ts";
import { repeatPromises } from "./promises/repeat-promises.ts";
import { addedTagsPromises, inheritedTagsPromises, taggingPromises } from "./promises/tagging-promises.ts";
import { timePromises } from "./promises/time-promises.ts";
import type { Service } from "./service.ts";

/** The requirements that follow from a contract and a resource table together. */
export function resourceRequirements(service: Service): Requirement[] {
  const { contract, table } = service;
  const operations = [...contract.operations.values()].filter(({ id }) => table.inputs[id] !== undefined);
  return [
    ...operations.flatMap((operation) => [
      ...operationPromises(operation, table),
      ...repeatPromises(service, operation),
    ]),
    ...table.resources.flatMap((resource) => [
      ...lifecyclePromises(service, resource),
      ...agreementPromises(service, resource),
      ...belongingPromises(service, resource),
      ...apartPromises(service, resource),
      ...makerPromises(service, resource),
      ...otherKindPromises(service, resource),
      ...itemPromises(service, resource),
      ...timePromises(service, resource),
      ...taggingPromises(contract, resource, table),
      ...inheritedTagsPromises(service, resource),
      ...racePromises(service, resource),
      ...historyPromises(service, resource),
    ]),
    ...addedTagsPromises(contract, table),
    ...filterPromises(service),
  ];
}
