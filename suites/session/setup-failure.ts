/** The setting of a story could not be made, so the story says nothing about its requirements. */
export class SetupFailure extends Error {
  override readonly name = "SetupFailure";
}
