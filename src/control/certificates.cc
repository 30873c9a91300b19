// SPDX-License-Identifier: MIT
// The certificate that clients have to trust before they accept the emulator in place of the
// service.
#include <array>
#include <string>

#include "control/control.h"

namespace portone::control {
namespace {

ControlResult<api::Reply> MakeFile(const AuthorityCertificate::Make& make, const char* type) {
  if (!make) {
    return ControlError{ControlErrc::kNotFound, "this emulator has no certificate authority", ""};
  }
  api::Reply reply;
  reply.body = make();
  reply.content_type = type;
  return reply;
}

ControlResult<api::Reply> GetPem(ControlCall& call) {
  return MakeFile(call.context.authority_certificate.pem, "application/x-pem-file");
}

ControlResult<api::Reply> GetDer(ControlCall& call) {
  return MakeFile(call.context.authority_certificate.der, "application/x-x509-ca-cert");
}

ControlResult<api::Reply> GetTrustStore(ControlCall& call) {
  return MakeFile(call.context.authority_certificate.p12, "application/x-pkcs12");
}

constexpr std::array kCertificateRoutes{
    ControlRoute{Method::kGet, "/ca.pem", GetPem},
    ControlRoute{Method::kGet, "/ca.der", GetDer},
    ControlRoute{Method::kGet, "/ca.p12", GetTrustStore},
};

}  // namespace

std::span<const ControlRoute> CertificateRoutes() {
  return kCertificateRoutes;
}

}  // namespace portone::control
