// SPDX-License-Identifier: MIT
// Calls of the kernel without the C library: they work before anything is initialized, and leave
// errno as it is.
#pragma once

#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__) || defined(__aarch64__)
/// Whether CallKernel does without syscall(2), which the library can then interpose.
#define PORTONE_CALLS_KERNEL_DIRECTLY 1
#endif

namespace portone::clock_preload {

/// The result of a system call, or the negative number of its error.
inline long CallKernel(long number, long first = 0, long second = 0, long third = 0,
                       long fourth = 0, long fifth = 0, long sixth = 0) {
#if defined(__x86_64__)
  long result = number;
  register long r10 __asm__("r10") = fourth;
  register long r8 __asm__("r8") = fifth;
  register long r9 __asm__("r9") = sixth;
  __asm__ volatile("syscall"
                   : "+a"(result)
                   : "D"(first), "S"(second), "d"(third), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
#elif defined(__aarch64__)
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = first;
  register long x1 __asm__("x1") = second;
  register long x2 __asm__("x2") = third;
  register long x3 __asm__("x3") = fourth;
  register long x4 __asm__("x4") = fifth;
  register long x5 __asm__("x5") = sixth;
  __asm__ volatile("svc 0"
                   : "+r"(x0)
                   : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                   : "memory");
  return x0;
#else
  const int error_before = errno;
  long result = syscall(number, first, second, third, fourth, fifth, sixth);
  if (result == -1) result = -errno;
  errno = error_before;
  return result;
#endif
}

/// The same as the C library reports it: -1, and the error in errno.
inline long CallKernelWithErrno(long number, long first = 0, long second = 0, long third = 0,
                                long fourth = 0, long fifth = 0, long sixth = 0) {
  constexpr long kLowestError = -4095;
  const long result = CallKernel(number, first, second, third, fourth, fifth, sixth);
  if (result >= 0 || result < kLowestError) return result;
  errno = static_cast<int>(-result);
  return -1;
}

}  // namespace portone::clock_preload
