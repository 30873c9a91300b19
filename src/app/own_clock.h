// SPDX-License-Identifier: MIT
// The emulator's own time, where it runs in an environment that shares a sandbox's clock.
#pragma once

namespace portone::app {

/// Has this process keep the machine's time, even when the preload library of `exec --share-clock`
/// is loaded into it: an emulator must not follow the clock that it moves.
void KeepMachineTime();

}  // namespace portone::app
