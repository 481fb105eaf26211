#!/usr/bin/env python3
"""Writes a project of message templates, and files of equal number and bytes for linters of other formats.

    generate.py --count 10000 DIR                 DIR/chatform.yaml and DIR/templates/<team>/<name>.yaml
    generate.py --count 10000 --peers DIR         DIR/python/*.py, DIR/workflows/.github/workflows/*.yml as well

File number i depends on the seed and on i alone, so a project of 1 000 files is the first tenth of one of 10 000,
and every machine writes the same bytes. About two files in a hundred have one planted fault; DIR/planted.txt lists
them. Only the standard library is used.
"""

import argparse
import random
import re
from pathlib import Path

TEAMS = ["orders", "visits", "billing", "growth", "travel", "sign_in"]

# Per language: a shop, a street, a name, sentences by topic, labels of buttons. {place} is unique to a file.
LANGUAGES = {
    "en": {
        "place": "Fern & Oak, {number} {street} Street", "streets": ["Mill", "Harbour", "Station", "Orchard"],
        "customer": ["Nora", "Amit", "Grace", "Tom"], "when": ["3 March", "tomorrow", "12 June"], "carrier": "Swift Post",
        "head": {"order": "Your parcel is on its way", "visit": "See you soon", "bill": "Your statement"},
        "order": "Hello $(customer), parcel $(reference) has left {place} and travels with $(carrier).",
        "order_more": ["You will receive it on $(date) between nine and noon.\n\nIf nobody is at home, the driver leaves a card with the nearest pick-up point.",
                       "It should arrive on $(date).\n\nPlease check that name and floor are on your door bell, because the driver cannot phone you."],
        "visit": "Good day $(customer), we look forward to your visit at {place} on $(date).",
        "visit_more": ["Please bring the papers that we sent you last week, and plan about half an hour.\nYou can park behind the house.",
                       "Bring an identity card along.\nIf the day no longer suits you, choose another one with the button below."],
        "bill": "Dear $(customer), the statement of your account at {place} for $(month) is attached.",
        "bill_more": ["Nothing has to be paid now: the amount is collected as agreed, and you can raise questions within thirty days.",
                      "Keep it with your tax papers. The amount is collected as agreed, in the first week of the month that follows."],
        "offer": "Spring has come to {place}, $(customer), and the new collection hangs in the window.",
        "offer_more": ["Linen shirts, light coats and bags from small workshops: come by, try things on, and have a coffee with us.",
                       "Look at the first pieces online, put aside what you like, and try it on in the shop whenever it suits you."],
        "trip": "Three journeys for you, $(customer), chosen by the people at {place}. Which one would you take?",
        "cards": ["Four days by the lake, with breakfast and a boat trip.", "A week in the hills, on foot, luggage carried.",
                  "A long weekend in the old town, train included."],
        "footer": ["Fern & Oak, at your service", "Sent because you are a customer"], "offer_head": "Ends on Sunday",
        "labels": ["Follow the parcel", "Call us", "I will come", "Another day", "Look inside", "No more news", "Ask us", "Copy code"],
    },
    "es_MX": {
        "place": "Casa Nogal, calle {street} {number}", "streets": ["Hidalgo", "Reforma", "Juárez", "Morelos"],
        "customer": ["Lucía", "Héctor", "Ximena", "Raúl"], "when": ["3 de marzo", "mañana", "12 de junio"], "carrier": "Correo Veloz",
        "head": {"order": "Tu paquete va en camino", "visit": "Te esperamos", "bill": "Tu estado de cuenta"},
        "order": "Hola, $(customer): el paquete $(reference) salió de {place} y viaja con $(carrier).",
        "order_more": ["Lo recibirás el $(date) por la mañana.\n\nSi no hay nadie en casa, el repartidor dejará un aviso con el punto de entrega más cercano.",
                       "Llegará el $(date).\n\nRevisa que tu nombre y tu piso estén en el timbre, porque el repartidor no puede llamarte."],
        "visit": "Buen día, $(customer): te esperamos en {place} el $(date).",
        "visit_more": ["Trae los papeles que te enviamos la semana pasada y calcula media hora.\nHay estacionamiento detrás de la casa.",
                       "Trae una identificación.\nSi ese día ya no puedes, elige otro con el botón de abajo."],
        "bill": "Estimada $(customer), adjuntamos el estado de tu cuenta en {place} de $(month).",
        "bill_more": ["No tienes que pagar nada ahora: el cobro se hace como acordamos y puedes hacer preguntas durante treinta días.",
                      "Guárdalo con tus papeles. El cobro se hace como acordamos, en la primera semana del mes siguiente."],
        "offer": "La primavera llegó a {place}, $(customer), y la nueva colección ya está en el escaparate.",
        "offer_more": ["Camisas de lino, abrigos ligeros y bolsas de pequeños talleres: ven, pruébate lo que quieras y toma un café con nosotros.",
                       "Mira las primeras piezas en línea, aparta lo que te guste y pruébatelo en la tienda cuando quieras."],
        "trip": "Tres viajes para ti, $(customer), elegidos por la gente de {place}. ¿Cuál te llevarías?",
        "cards": ["Cuatro días junto al lago, con desayuno y paseo en lancha.", "Una semana a pie por la sierra, sin cargar equipaje.",
                  "Un fin de semana largo en el centro histórico, con tren."],
        "footer": ["Casa Nogal, a tus órdenes", "Recibes esto por ser cliente"], "offer_head": "Termina el domingo",
        "labels": ["Seguir paquete", "Llámanos", "Ahí estaré", "Otro día", "Ver por dentro", "No más avisos", "Pregúntanos", "Copiar código"],
    },
    "pt_BR": {
        "place": "Loja Ipê, rua {street}, {number}", "streets": ["das Flores", "do Porto", "da Estação", "das Pedras"],
        "customer": ["Marina", "Caio", "Beatriz", "João"], "when": ["3 de março", "amanhã", "12 de junho"], "carrier": "Correio Ágil",
        "head": {"order": "Seu pacote está a caminho", "visit": "Até breve", "bill": "Seu extrato"},
        "order": "Olá, $(customer)! O pacote $(reference) saiu da {place} e segue com a $(carrier).",
        "order_more": ["Você o recebe em $(date), pela manhã.\n\nSe ninguém estiver em casa, o entregador deixa um aviso com o ponto de retirada mais próximo.",
                       "Ele chega em $(date).\n\nConfira se o nome e o andar estão no interfone, porque o entregador não pode ligar."],
        "visit": "Bom dia, $(customer)! Esperamos sua visita na {place} em $(date).",
        "visit_more": ["Traga os papéis que enviamos na semana passada e reserve meia hora.\nHá vagas atrás da casa.",
                       "Traga um documento.\nSe o dia não servir mais, escolha outro no botão abaixo."],
        "bill": "Prezada $(customer), segue o extrato da sua conta na {place} referente a $(month).",
        "bill_more": ["Nada precisa ser pago agora: a cobrança é feita como combinado, e você pode tirar dúvidas em até trinta dias.",
                      "Guarde com seus papéis. A cobrança é feita como combinado, na primeira semana do mês seguinte."],
        "offer": "A primavera chegou à {place}, $(customer), e a nova coleção já está na vitrine.",
        "offer_more": ["Camisas de linho, casacos leves e bolsas de pequenos ateliês: venha, experimente e tome um café com a gente.",
                       "Veja as primeiras peças pela internet, separe o que gostar e experimente na loja quando quiser."],
        "trip": "Três viagens para você, $(customer), escolhidas pelo pessoal da {place}. Qual delas combina mais?",
        "cards": ["Quatro dias à beira do lago, com café da manhã e barco.", "Uma semana a pé pela serra, sem carregar malas.",
                  "Um fim de semana longo no centro antigo, com trem."],
        "footer": ["Loja Ipê, às ordens", "Você recebe por ser cliente"], "offer_head": "Só até domingo",
        "labels": ["Seguir o pacote", "Ligue para nós", "Eu vou", "Outro dia", "Ver por dentro", "Não quero mais", "Perguntar", "Copiar código"],
    },
    "zh_CN": {
        "place": "青禾商店（{street}路{number}号）", "streets": ["松江", "湖滨", "解放", "长安"],
        "customer": ["陈先生", "林女士", "周小姐"], "when": ["3月3日", "明天", "6月12日"], "carrier": "飞鸟快运",
        "head": {"order": "您的包裹已发出", "visit": "期待与您见面", "bill": "您的账单"},
        "order": "您好，$(customer)：包裹 $(reference) 已从{place}发出，由$(carrier)承运。",
        "order_more": ["预计 $(date) 上午送达。\n\n如果家中无人，快递员会留下通知单，并把包裹送到最近的自提点。",
                       "预计 $(date) 送达。\n\n请确认门牌上写有姓名和楼层，配送途中快递员无法与您通话。"],
        "visit": "您好，$(customer)：我们将于 $(date) 在{place}等候您的光临。",
        "visit_more": ["请携带上周寄给您的资料，预计需要半小时。\n停车场位于楼后。", "请带上身份证件。\n如果时间不合适，请点击下方按钮另选一天。"],
        "bill": "尊敬的$(customer)，附件是您在{place}的账户 $(month) 的对账单，请您查收。",
        "bill_more": ["您现在无需付款，款项会按照约定的方式收取；如有疑问，请在三十天之内告诉我们。", "请妥善保存。款项会按照约定的方式，在下个月的第一周收取。"],
        "offer": "春天来到了{place}，$(customer)，新一季的衣裳已经挂在橱窗里了。",
        "offer_more": ["亚麻衬衫、轻便外套，还有小作坊的手工包：欢迎到店试穿，顺便喝杯咖啡。", "您可以先在网上看看第一批新品，留下喜欢的款式，有空时再到店里试穿。"],
        "trip": "您好，$(customer)：这是{place}的同事为您挑选的三段旅程，您最想去哪里？",
        "cards": ["湖边四日，含早餐和游船。", "山间徒步一周，行李有人代运。", "老城长周末，含往返火车票。"],
        "footer": ["青禾商店竭诚为您服务", "您是我们的顾客，因此收到此消息"], "offer_head": "周日截止",
        "labels": ["查看物流", "联系我们", "我会来", "换个时间", "进去看看", "不再接收", "咨询一下", "复制验证码"],
    },
    "ja": {
        "place": "若葉商店（{street}{number}番地）", "streets": ["桜町", "港町", "本町", "緑が丘"],
        "customer": ["佐藤", "鈴木", "高橋"], "when": ["3月3日", "明日", "6月12日"], "carrier": "つばめ便",
        "head": {"order": "お荷物を発送しました", "visit": "ご来店をお待ちしています", "bill": "ご利用明細"},
        "order": "いつもありがとうございます。$(customer) 様、お荷物 $(reference) は{place}から $(carrier) で発送されました。",
        "order_more": ["$(date) の午前中にお届けする予定です。\n\nご不在の場合は、最寄りの受け取り場所を書いたお知らせを残します。",
                       "$(date) にお届けする予定です。\n\n配達員からお電話はできませんので、表札をご確認ください。"],
        "visit": "いつもありがとうございます。$(customer) 様、$(date) に{place}でお会いできるのを楽しみにしております。",
        "visit_more": ["先週お送りした書類をお持ちください。お時間は三十分ほどです。\n駐車場は建物の裏にあります。",
                       "身分証明書をお持ちください。\nご都合が悪くなった場合は、下のボタンから別の日をお選びください。"],
        "bill": "いつもありがとうございます。$(customer) 様、{place}での $(month) のご利用明細を添付いたしましたのでご確認ください。",
        "bill_more": ["今お支払いいただく必要はありません。お約束の方法で引き落とし、ご質問は三十日以内にお受けします。",
                      "大切に保管してください。お約束の方法で、翌月の第一週に引き落とします。"],
        "offer": "{place}にも春が来ました。$(customer) 様、新しい服が窓辺に並んでいます。",
        "offer_more": ["麻のシャツ、軽い上着、小さな工房の鞄。どうぞお立ち寄りになり、コーヒーを飲みながらお試しください。",
                       "最初の品々をオンラインでご覧になり、気に入ったものを取り置いて、お好きな時にお試しください。"],
        "trip": "こんにちは。$(customer) 様のために、{place}の者が三つの旅を選びました。どちらへお出かけになりますか。",
        "cards": ["湖畔の四日間、朝食と遊覧船つき。", "山道を歩く一週間、荷物は運びます。", "古い街で過ごす長い週末、列車つき。"],
        "footer": ["若葉商店より", "お客様にお送りしています"], "offer_head": "日曜日まで",
        "labels": ["荷物を追う", "電話する", "伺います", "別の日にする", "中を見る", "受け取らない", "質問する", "コードをコピー"],
    },
    "ar": {
        "place": "متجر الزيتون، شارع {street} رقم {number}", "streets": ["النخيل", "البحر", "المحطة", "الورد"],
        "customer": ["سلمى", "كريم", "ليان"], "when": ["3 مارس", "غدا", "12 يونيو"], "carrier": "بريد السنونو",
        "head": {"order": "طردك في الطريق", "visit": "نراك قريبا", "bill": "كشف حسابك"},
        "order": "مرحبا $(customer)، خرج الطرد $(reference) من {place} وهو مع $(carrier) الآن.",
        "order_more": ["سيصلك يوم $(date) قبل الظهر.\n\nإذا لم يكن أحد في البيت يترك السائق بطاقة فيها عنوان أقرب نقطة تسليم.",
                       "سيصلك يوم $(date).\n\nتأكد من أن الاسم والطابق مكتوبان على الجرس لأن السائق لا يستطيع الاتصال بك."],
        "visit": "نهارك سعيد يا $(customer)، ننتظر زيارتك في {place} يوم $(date).",
        "visit_more": ["أحضر الأوراق التي أرسلناها الأسبوع الماضي، وخصص نصف ساعة.\nيوجد موقف خلف المبنى.",
                       "أحضر بطاقة الهوية.\nإذا لم يعد اليوم مناسبا فاختر يوما آخر بالزر أدناه."],
        "bill": "عزيزتنا $(customer)، تجدين مرفقا كشف حسابك في {place} لشهر $(month).",
        "bill_more": ["لا يلزم دفع شيء الآن، فالمبلغ يحصل كما اتفقنا، ويمكنك السؤال خلال ثلاثين يوما.",
                      "احفظيه مع أوراقك. يحصل المبلغ كما اتفقنا في الأسبوع الأول من الشهر التالي."],
        "offer": "وصل الربيع إلى {place} يا $(customer)، والمجموعة الجديدة في الواجهة.",
        "offer_more": ["قمصان من الكتان ومعاطف خفيفة وحقائب من ورش صغيرة، تعالوا وجربوا واشربوا القهوة معنا.",
                       "شاهدوا القطع الأولى على الموقع، واحجزوا ما يعجبكم، ثم جربوه في المتجر متى شئتم."],
        "trip": "ثلاث رحلات لك يا $(customer) اختارها فريق {place}. أي رحلة تفضل؟",
        "cards": ["أربعة أيام عند البحيرة مع الإفطار وجولة بالقارب.", "أسبوع من المشي في الجبال ونحن نحمل الأمتعة.",
                  "عطلة طويلة في المدينة القديمة مع القطار."],
        "footer": ["متجر الزيتون في خدمتكم", "تصلك لأنك من عملائنا"], "offer_head": "ينتهي يوم الأحد",
        "labels": ["تتبع الطرد", "اتصل بنا", "سأحضر", "يوم آخر", "ألق نظرة", "لا أريد المزيد", "اسألنا", "نسخ الرمز"],
    },
}
WEIGHTS = {"en": 40, "es_MX": 18, "pt_BR": 14, "zh_CN": 12, "ja": 7, "ar": 9}
TOPICS = {"order": 30, "visit": 22, "bill": 14, "offer": 16, "trip": 8, "code": 10}
CATEGORY = {"offer": "MARKETING", "trip": "MARKETING", "code": "AUTHENTICATION"}
TRACK, CALL, COME, OTHER, LOOK, STOP, ASK, COPY = range(8)

PROJECT = """\
templates: ["templates/**/*.yaml"]
environments:
  local:
    emulator: { review: instant }
    values: { shop: "https://shop.fernandoak.example", cdn: "https://cdn.fernandoak.example" }
  prod:
    account: "1234567890123456"
    space: cams-b8n2k4
    region: ap-southeast-1
    values: { shop: "https://www.fernandoak.example", cdn: "https://media.fernandoak.example" }
"""


class Raw(str):
    """Text that goes into the file as it stands."""


class Inline(dict):
    """A mapping that is written on one line."""


# ---- What a template says

def template(rng, index):
    """The data of one template, and its team."""
    topic = rng.choices(list(TOPICS), list(TOPICS.values()))[0]
    count = rng.choices([1, 2, 3, 4], [3, 16, 36, 45])[0]
    names = list(dict.fromkeys(rng.choices(list(WEIGHTS), list(WEIGHTS.values()), k=count * 3)))[:count]
    data = {"name": f"{topic}_{rng.choice(['notice', 'note', 'message', 'news'])}_{index:05d}"}
    data["category"] = CATEGORY.get(topic, "UTILITY")
    if topic == "code" or (data["category"] == "UTILITY" and rng.random() < 0.5):
        data["ttl_seconds"] = rng.choice([60, 300]) if topic == "code" else rng.choice([3600, 43200])
    data["languages"] = {}
    {"order": order, "visit": visit, "bill": bill, "offer": offer, "trip": trip, "code": code}[topic](rng, index, data, names)
    data["languages"] = data.pop("languages")
    return data, TEAMS[list(TOPICS).index(topic)]


def place(rng, index, words):
    return words["place"].format(street=rng.choice(words["streets"]), number=index + 1)


def body(rng, index, words, topic):
    first = words[topic].format(place=place(rng, index, words))
    more = words.get(f"{topic}_more")
    joint = rng.choice([" ", "\n\n"])
    return first + joint + rng.choice(more) if more else first


def samples(rng, words, *wanted):
    every = {"customer": rng.choice(words["customer"]), "reference": f"FO-{rng.randrange(10_000, 99_999)}",
             "carrier": words["carrier"], "date": rng.choice(words["when"]), "month": rng.choice(words["when"]),
             "code": f"{rng.randrange(10 ** 9)}"}
    return {name: every[name] for name in wanted}


def texts(rng, index, data, names, topic, wanted, labels):
    """Languages with a body, a footer now and then, and their labels over the shared buttons."""
    shared = samples(rng, LANGUAGES[names[0]], *wanted)
    data["examples"] = shared
    for name in names:
        words, entry = LANGUAGES[name], {}
        own = samples(rng, words, *wanted)
        if name != names[0]:
            entry["examples"] = Inline((key, own[key]) for key in wanted if key not in ("reference", "code"))
        entry["body"] = body(rng, index, words, topic)
        if rng.random() < 0.6:
            entry["footer"] = rng.choice(words["footer"])
        entry["buttons"] = [Inline(text=words["labels"][label]) for label in labels]
        data["languages"][name] = entry


def order(rng, index, data, names):
    data["buttons"] = [{"type": "URL", "url": Raw('"${shop}/parcels/$(reference)"')},
                       {"type": "PHONE_NUMBER", "phone_number": f"+1415555{rng.randrange(1000, 9999)}"}]
    texts(rng, index, data, names, "order", ("customer", "reference", "carrier", "date"), [TRACK, CALL])
    for name in names:
        data["languages"][name]["header"] = LANGUAGES[name]["head"]["order"]


def visit(rng, index, data, names):
    data["header"] = {"format": "IMAGE", "url": Raw("${cdn}/maps/") + Raw(f"{index}.png")}
    data["buttons"] = [{"type": "QUICK_REPLY"}, {"type": "QUICK_REPLY"}]
    texts(rng, index, data, names, "visit", ("customer", "date"), [COME, OTHER])
    if rng.random() < 0.3:
        data["languages"][names[-1]]["header"] = None


def bill(rng, index, data, names):
    data["header"] = {"format": "DOCUMENT", "url": Raw(f"https://cdn.fernandoak.example/statements/{index}.pdf"),
                      "file_name": "statement.pdf"}
    texts(rng, index, data, names, "bill", ("customer", "month"), [])
    for name in names:
        del data["languages"][name]["buttons"]
        if rng.random() < 0.3:
            data["languages"][name]["header"] = Inline(file_name=f"{name}.pdf")


def offer(rng, index, data, names):
    data["header"] = {"format": rng.choice(["IMAGE", "VIDEO"])}
    data["header"]["url"] = Raw("${cdn}/spring/") + Raw(f"{index}.{'jpg' if data['header']['format'] == 'IMAGE' else 'mp4'}")
    data["buttons"] = [{"type": "URL", "url": Raw("${shop}/collections/spring")}]
    labels = [LOOK]
    if rng.random() < 0.5:
        data["buttons"], labels = [{"type": "QUICK_REPLY"}, {"type": "QUICK_REPLY", "is_opt_out": True}], [ASK, STOP]
    texts(rng, index, data, names, "offer", ("customer",), labels)


def trip(rng, index, data, names):
    cards = [{"header": Inline(format="IMAGE", url=Raw(f'"${{cdn}}/trips/{index}-{card}.jpg"')),
              "buttons": [Inline(type="URL", url=Raw(f'"${{shop}}/trips/{card}"'))]} for card in range(3)]
    data["carousel"] = cards
    texts(rng, index, data, names, "trip", ("customer",), [])
    for name in names:
        words, entry = LANGUAGES[name], data["languages"][name]
        entry.pop("footer", None)
        del entry["buttons"]
        entry["carousel"] = [{"body": text, "buttons": [Inline(text=words["labels"][LOOK])]}
                             for text in words["cards"]]


def code(rng, index, data, names):
    data["body"] = Inline(add_secret_recommendation=True)
    data["footer"] = Inline(code_expiration_minutes=rng.choice([5, 10]))
    data["buttons"] = [{"type": "COPY_CODE"}]
    for name in names:
        data["languages"][name] = {"buttons": [Inline(text=LANGUAGES[name]["labels"][COPY])]}


# ---- Planted faults: each takes the data, and says what it did; text faults take the finished text

def first(data):
    return next(iter(data["languages"].values()))


FAULTS = {
    "category misspelt": lambda data: data.update(category="TRANSACTIONAL"),
    "key misspelt": lambda data: data.update(catgory_note="see the handbook"),
    "name with capitals": lambda data: data.update(name=data["name"].title()),
    "number as text": lambda data: data.update(ttl_seconds="one hour"),
    "languages missing": lambda data: data.pop("languages"),
    "footer too long": lambda data: first(data).update(footer="This small print goes on and on until nobody can remember how it began."),
    "no examples": lambda data: data.pop("examples", None),
    "foreign placeholder": lambda data: first(data).update(body="Your order {{1}} has left the shop and will reach you soon."),
    "button of unknown type": lambda data: data.get("buttons", [{}])[0].update(type="LINK"),
    "undeclared value": lambda data: data.update(header=Inline(format="IMAGE", url=Raw('"${media}/a.png"'))),
}
TEXT_FAULTS = {
    "quote not closed": lambda text: text + 'note: "not closed\n',
    "tab": lambda text: text + "extra:\n\t- one\n",
    "bad indentation": lambda text: text + "extra:\n  one: 1\n two: 2\n",
    "duplicate key": lambda text: text + "category: UTILITY\n",
}


# ---- Writing, in the many styles of files written by hand

PLAIN = re.compile(r"^[^\W\d_][^\n:#\"'{}\[\],&*!|>%@`]*$")


def scalar(rng, text, indent, flow=False):
    """A value as it stands after `key: `."""
    if isinstance(text, Raw):
        return text
    if text is None or isinstance(text, (bool, int)):
        return {None: "null", True: "true", False: "false"}.get(text, str(text))
    if not flow and "\n" in text and rng.random() < 0.85:
        return "|-\n" + "\n".join(" " * (indent + 2) + line if line else "" for line in text.split("\n"))
    if not flow and len(text) > 60 and " " in text and "\n" not in text and rng.random() < 0.6:
        lines = [""]
        for word in text.split(" "):
            if len(lines[-1]) + len(word) > 80:
                lines.append("")
            lines[-1] += (" " if lines[-1] else "") + word
        return ">-\n" + "\n".join(" " * (indent + 2) + line for line in lines)
    if PLAIN.match(text) and not text.endswith(" ") and rng.random() < 0.8:
        return text
    if "'" not in text and "\n" not in text and rng.random() < 0.4:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def inline(rng, value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key}: {inline(rng, item)}" for key, item in value.items()) + " }"
    return scalar(rng, value, 0, flow=True)


def write(rng, value, indent, lines):
    pad = " " * indent
    for key, item in value.items():
        if rng.random() < 0.06:
            lines.append(f"{pad}# " + rng.choice(["agreed with the legal team", "keep in step with the app", "see the style guide"]))
        if isinstance(item, Inline):
            lines.append(f"{pad}{key}: {inline(rng, item)}")
        elif isinstance(item, dict):
            lines.append(f"{pad}{key}:")
            write(rng, item, indent + 2, lines)
        elif isinstance(item, list) and all(isinstance(part, Inline) for part in item) and rng.random() < 0.4:
            lines.append(f"{pad}{key}: [{', '.join(inline(rng, part) for part in item)}]")
        elif isinstance(item, list):
            lines.append(f"{pad}{key}:")
            for part in item:
                if isinstance(part, Inline):
                    lines.append(f"{pad}  - {inline(rng, part)}")
                else:
                    start = len(lines)
                    write(random.Random(0), part, indent + 4, lines)
                    lines[start] = f"{pad}  - {lines[start].lstrip()}"
        else:
            lines.append(f"{pad}{key}: {scalar(rng, item, indent)}")


def make(seed, index, share=0.02):
    """Path, text and planted fault of file number `index`."""
    rng = random.Random(f"{seed}/{index}")
    data, team = template(rng, index)
    name, fault = data["name"], None
    if rng.random() < share:
        fault = rng.choice([*FAULTS, *TEXT_FAULTS])
        FAULTS.get(fault, lambda _: None)(data)
    lines = []
    if rng.random() < 0.7:
        lines.append("# yaml-language-server: $schema=../../schemas/template.schema.json")
    if rng.random() < 0.6:
        lines += [f"# Owned by the {team} team. Texts are agreed with the people who answer the phone, so ask them before",
                  "# changing more than a word. Each language is read by somebody who grew up with it."]
    if rng.random() < 0.2:
        lines.append("---")
    write(rng, data, 0, lines)
    text = TEXT_FAULTS.get(fault, lambda text: text)("\n".join(lines) + "\n")
    return f"{team}/{name}.yaml", text, fault


# ---- Files for linters of other formats: of the same length as file number `index`

def python_module(rng, length, fault):
    word = lambda: rng.choice(["parcel", "visit", "ledger", "journey", "ticket", "basket"]) + f"_{rng.randrange(1000)}"
    text = '"""Made for a benchmark."""\n\n' + ("import os\n\n\n" if fault else "\n")
    while len(text) < length - 240:
        text += (f"def sort_{word()}(rows, most={rng.randrange(9)}):\n    \"\"\"Keep the largest rows.\"\"\"\n    kept = []\n"
                 f"    for number, row in enumerate(rows):\n        if number >= most and row is not None:\n"
                 f"            kept.append((number, row[\"{word()}\"]))\n    return sorted(kept)\n\n\n")
    return padded(text.rstrip("\n") + "\n", length)


def workflow(rng, length, fault):
    word = lambda: rng.choice(["build", "check", "pack", "ship", "report"]) + f"_{rng.randrange(1000)}"
    text = f"name: {word()}\non:\n  push:\n    branches: [main]\npermissions: {{}}\njobs:\n"
    pin = "v4" if fault else "08c6903cd8c0fde910a37f88322edcfb5dd907a8"
    for number in range(99):
        if len(text) > length - 330:
            break
        text += (f"  job_{number}:\n    name: {word()}\n    runs-on: ubuntu-24.04\n    timeout-minutes: {rng.randrange(5, 50)}\n"
                 f"    permissions:\n      contents: read\n    steps:\n      - uses: actions/checkout@{pin}\n        with:\n"
                 f"          persist-credentials: false\n      - name: {word()}\n        run: |\n          set -eu\n          make {word()}\n"
                 f"        env:\n          MODE: {word()}\n")
    return padded(text, length)


def padded(text, length):
    missing = length - len(text)
    return text + "# " + "." * (missing - 3) + "\n" if missing > 3 else text


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", default="20201")
    parser.add_argument("--peers", action="store_true", help="write files for other linters too")
    parser.add_argument("--clean", action="store_true", help="plant no faults")
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    root, total, planted = arguments.folder, 0, []
    folders = [root / "templates" / team for team in TEAMS] + [root / "python", root / "workflows/.github/workflows"]
    for folder in folders if arguments.peers else folders[:-2]:
        folder.mkdir(parents=True, exist_ok=True)
    (root / "chatform.yaml").write_text(PROJECT)
    for index in range(arguments.count):
        path, text, fault = make(arguments.seed, index, 0 if arguments.clean else 0.02)
        content = text.encode()
        (root / "templates" / path).write_bytes(content)
        total += len(content)
        planted += [f"{path}: {fault}\n"] if fault else []
        if arguments.peers:
            rng = random.Random(index)
            (root / f"python/m{index:05d}.py").write_text(python_module(rng, len(content), fault))
            (root / f"workflows/.github/workflows/w{index:05d}.yml").write_text(workflow(rng, len(content), fault))
    (root / "planted.txt").write_text("".join(planted))
    print(f"{arguments.count} files, {total} bytes, {total // arguments.count} bytes a file, {len(planted)} with a planted fault")


if __name__ == "__main__":
    main()
