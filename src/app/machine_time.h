// SPDX-License-Identifier: MIT
// Keeps the emulator on the machine's time where its environment shares a sandbox's clock.
#pragma once

namespace portone::app {

/// Has this process keep the machine's time, even when the preload library of `exec --share-clock`
/// is loaded into it: an emulator must not follow the clock that it moves.
void KeepMachineTime();

}  // namespace portone::app
