// What the script says, in the words of the service's own script.

var MESSAGES = {
  noParameters: '결제요청 파라메터가 누락되었습니다.',
  notInitialised: '판매자 코드가 설정되지 않았습니다. IMP.init()함수를 먼저 호출하세요.',
  broken: '결제모듈 구동 중에 오류가 발생하였습니다. 페이지 새로고침 후 다시 시도해주세요.\n',
  popupBlocked: '팝업차단을 해제해주셔야 결제창이 나타납니다.',
  certificationPopupBlocked: '팝업차단을 해제해주셔야 인증창이 나타납니다.',
  noZzim: '네이버페이 주문형으로 다시 시도해주세요.',
  noContainer: 'portone-ui-container를 찾을 수 없습니다.',
  wrongUiType: 'data-portone-ui-type에 올바른 UI 타입을 입력해주세요.',
  severalContainers: '동일한 data-portone-ui-type을 갖는 DOM element가 2개 이상 존재합니다.',
  frameTitle: '결제창',
};
