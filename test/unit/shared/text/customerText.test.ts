import { describe, expect, it } from 'vitest';
import places from '#resources/divisions/places.json';
import provinces from '#resources/divisions/provinces.json';
import phones from '#resources/phones/regions.json';
import { addressIn, normalAddress, provinceOfAddress, provinceSaid } from '#shared/text/address';
import { mask, maskWithin } from '#shared/text/mask';
import { normalPhone, phonesIn } from '#shared/text/phone';
import { phoneRegions } from '#shared/text/phoneRegion';
import { placeReader } from '#shared/text/places';
import { occupationSaid } from '#shared/text/selfSaid';

const reader = placeReader({ provinces, places });
const regions = phoneRegions(phones);

/** Real-looking delivery addresses and the division they lie in. */
const addresses: readonly (readonly [string, string])[] = [
  ['浙江省杭州市西湖区文三路 398 号东信大厦 12 楼', '330000'], ['杭州市余杭区五常街道文一西路969号', '330000'], ['江苏苏州工业园区星湖街328号创意产业园5栋', '320000'],
  ['北京市朝阳区建国路93号万达广场10号楼', '110000'], ['上海市浦东新区张江镇祖冲之路887弄72号', '310000'], ['广东省深圳市南山区科技园科发路8号', '440000'],
  ['重庆市渝北区龙溪街道金山路18号3栋', '500000'], ['四川成都武侯区天府大道中段1366号', '510000'], ['新疆维吾尔自治区乌鲁木齐市天山区解放南路 22 号', '650000'],
  ['广西壮族自治区南宁市青秀区民族大道 136 号', '450000'], ['内蒙古呼和浩特市新城区新华大街 61 号', '150000'], ['黑龙江省哈尔滨市南岗区西大直街92号', '230000'],
  ['山东省济南市历下区泉城路188号', '370000'], ['西藏拉萨市城关区北京中路32号', '540000'], ['香港特别行政区九龙城区太子道西193号', '810000'], ['台湾省台北市信义区市府路45号', '710000'],
  ['辽宁省大连市中山区人民路 15 号 8 楼', '210000'], ['南京市鼓楼区北京西路 2 号', '320000'], ['福建厦门思明区湖滨南路 90 号', '350000'], ['天津市和平区南京路128号', '120000'],
];

/** What says nothing of where the customer is; a suggestion here would be wrong. */
const silent: readonly string[] = [
  '北京路 18 号那家店是你们的吗', '有没有重庆火锅底料', '你们在杭州吗', '从杭州发货还是上海发货', '浙江仓发货吗', '南京大学的校服你们做过吗', '北京烤鸭好吃', '这款是新疆棉吗',
  '我朋友在成都', '之前我在上海上班', '我不是北京的', '我想去西藏旅游', '你是广东人吗', '河北江苏都能发吗', '昨天买的兰州拉面', '上海牌手表还有吗', '中山装有没有大码', '我在地铁上', '在吗，多少钱', '这个白云图案好看',
  '武汉热干面', '老板是温州人吗', '长沙臭豆腐味的', '我是说杭州那款', '海南黄花梨手串',
];

describe('where somebody is', () => {
  it('is read from real-looking addresses: the division, and sure enough to be offered', () => {
    expect(addresses.map(([text]) => provinceOfAddress(text, reader)?.province)).toEqual(addresses.map(([, code]) => code));
    expect(addresses.filter(([text]) => (provinceOfAddress(text, reader)?.confidence ?? 0) < 0.8)).toEqual([]);
  });

  it('is read from what the customer says of themselves or of their parcel', () => {
    const said: readonly (readonly [string, string])[] = [['我在杭州', '330000'], ['我是山东的，身高 180', '370000'], ['我们在深圳这边', '440000'], ['我人在乌鲁木齐，能发吗', '650000'], ['发到新疆要几天', '650000'], ['寄到成都包邮吗', '510000'], ['你好。我家在内蒙古。', '150000']];
    expect(said.map(([text]) => provinceSaid(text, reader)?.province)).toEqual(said.map(([, code]) => code));
  });

  it('is not guessed from dishes, roads, questions, other people, two places or plans', () => {
    expect(silent.flatMap((text) => (provinceSaid(text, reader) ?? provinceOfAddress(text, reader) ? [text] : []))).toEqual([]);
  });

  it('takes the address out of a message with name and phone', () => {
    expect(addressIn('收件人：李梅 13800571234 浙江省杭州市西湖区文三路398号东信大厦', reader)).toBe('浙江省杭州市西湖区文三路398号东信大厦');
    expect(addressIn('浙江省杭州市西湖区文三路398号，李梅，13800571234', reader)).toBe('浙江省杭州市西湖区文三路398号，李梅');
    expect(addressIn('明天能到吗', reader)).toBeUndefined();
    expect(normalAddress('浙江省 杭州市西湖区文三路３９８号')).toBe(normalAddress('浙江杭州西湖区文三路398号'));
  });
});

describe('numbers', () => {
  it('are found in text in one form, and nothing else is taken for one', () => {
    expect(phonesIn('电话 +86 138-0057-1234，座机0571-88234567，单号 4200001380057123499，价格 13800.57')).toEqual(['13800571234', '057188234567']);
    expect(['138 0057 1234', '＋８６１３８００５７１２３４', '0086-13800571234', '021-6234 5678', '12345', '400-820-8820'].map(normalPhone)).toEqual(['13800571234', '13800571234', '13800571234', '02162345678', '', '']);
  });

  it('tell where they were issued, and nothing for unknown ones', () => {
    expect(['13810001234', '13917001234', '13500011234', '057188234567', '02162345678', '089812345678', '19999991234', '+1 212 555 0100'].map((phone) => regions.regionOf(phone)))
      .toEqual(['110000', '310000', '440000', '330000', '310000', '460000', undefined, undefined]);
  });
});

describe('occupation', () => {
  const list = [{ key: 'teacher', words: ['老师', '教师'] }, { key: 'student', words: ['学生', '大学生', '研究生'] }, { key: 'nurse', words: ['护士'] }];
  it('is what customers say they are, not what they ask, deny or were', () => {
    expect(['我是一名小学老师', '我是学生，能便宜点吗', '我是个护士。', '我在医院当护士'].map((text) => occupationSaid(text, list)?.occupation)).toEqual(['teacher', 'student', 'nurse', 'nurse']);
    expect(['我不是老师', '你是学生吗', '我是学生家长', '老师推荐的', '我是老师的家属', '我以前是护士', '如果我是学生有优惠吗'].flatMap((text) => (occupationSaid(text, list) ? [text] : []))).toEqual([]);
  });
});

describe('covering', () => {
  it('keeps what recognises a value and hides what uses it', () => {
    expect([mask('phone', '13812346021'), mask('phone', '+86 138-1234-6021'), mask('phone', '0571-88234567'), mask('phone', '12')]).toEqual(['138 **** 6021', '138 **** 6021', '0571-*****567', '**']);
    expect([mask('email', 'wrx@example.com'), mask('idNumber', '11010519491231002X'), mask('bankCard', '6222 0212 3456 7890 123')]).toEqual(['w***@example.com', '110***********002X', '**** **** **** 0123']);
    expect([mask('address', '杭州市西湖区文三路398号'), mask('address', '西湖区某处'), mask('address', '某处')]).toEqual(['杭州市西湖区文三路 ***', '西湖区 ***', '**']);
  });

  it('covers numbers inside free words by their check digits, and leaves order numbers alone', () => {
    const all = new Set(['phone', 'email', 'idNumber', 'bankCard'] as const);
    expect(maskWithin('身份证11010519491231002X 卡4111111111111111 电话13812346021 邮箱 wrx@a.cn 订单 123456789012345678', all))
      .toBe('身份证110***********002X 卡**** **** **** 1111 电话138 **** 6021 邮箱 w***@a.cn 订单 123456789012345678');
    expect(maskWithin('电话13812346021', new Set())).toBe('电话13812346021');
  });
});
