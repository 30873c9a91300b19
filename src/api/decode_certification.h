// SPDX-License-Identifier: MIT
// Decoder for the parameters of IMP.certification.
#pragma once

#include "api/fields.h"
#include "commands/certification_window.h"

namespace portone::api {

/// pg, channelKey, merchant_uid, min_age, name, phone, carrier, company, m_redirect_url, popup; any
/// other is ignored. Errors: InvalidParameter, TooLong.
// FIDELITY: certification-window
Result<commands::CertificationCheckout> DecodeCertification(const Fields& params);

/// What a person enters in the window: name, birthday ("1990-01-31"), gender, foreigner, phone,
/// carrier, all optional. Errors: InvalidParameter, TooLong.
Result<PersonDetails> DecodeEnteredPerson(const Fields& person);

}  // namespace portone::api
