"""First names of Japanese by age, by their Latin readings, by hand from public knowledge: (female, male), older and younger cohort."""

from __future__ import annotations

OLDER = (
    """
Yumiko Yoko Keiko Yuko Kumiko Tomoko Mayumi Akemi Naomi Hiroko Sachiko Kyoko Miyuki Naoko Kazuko Emiko Junko Etsuko Akiko Noriko Katsuko
Yoshiko Setsuko Toshiko Takako Nobuko Hisako Hideko Fumiko Masako Mieko Michiko Michiyo Yasuko Taeko Reiko Kiyoko Mitsuko Kimiko Kuniko
Sumiko Eiko Harumi Terumi Rumiko Hiromi Yoshimi Kiyomi Fuyumi Mutsumi Rumi Midori Mitsuyo Kayoko Atsuko Haruko Yukie Chizuru Tamami
Masami Chikako Wakako Shoko Ryoko Yukiko Yuriko Mariko Akiyo Satomi Sayuri Hitomi Yukari Utako
""",
    """
Hiroshi Takashi Kenji Masahiro Kenichi Hiroyuki Koji Yoshihiro Kazuhiro Akira Saburo Osamu Masashi Shigeru Isamu Kazuo Fumio Nobuyuki Toru
Toshiyuki Yutaka Shinichi Seiji Hideaki Toshio Masayuki Yoshiyuki Ichiro Masaru Susumu Minoru Kiyoshi Yasuhiro Junichi Koichi Seiichi Eiji
Masao Takayuki Noriyuki Nobuo Kiyotaka Mamoru Fumihiko Shuichi Yasushi Yasuo Akihiko Kazuhiko Masatoshi Mitsuru Kunihiko Katsuhiko Hirokazu
Yasuyuki Yoshio Yoshiaki Yoshinori Yoshihiko Toshihiro Toshihiko Toshiaki Takehiko Takeo Tetsuo Tetsuro Tadashi Tsutomu Hajime Hisashi
Hitoshi Mikio Michio Noboru Ryuji Ryoichi Kimio Kunio Katsumi Kazuyuki Kazunori Kazuyoshi Kazumasa Katsutoshi Sadao Shigeki Shigeo
Shigeyuki Shuji Takao Takanori Tadao Teruo Norio Hideo Hideyuki Hidetoshi Hironobu Masaaki Masanori Masaharu Masahiko Masafumi Mitsuo
Mitsuhiro Yasuaki Yasunori Jiro
""",
)
YOUNGER = (
    """
Ai Misaki Saki Nanami Ayaka Asami Ayano Tsumugi Nonoka Kana Hikari Mirei Sayaka Shiori Natsumi Nana Nozomi Haruka Hana Mayu Marina Ayuka Maho
Ema Mio Kaede Karin Mina Kotomi Minami Sumire Moe Chinatsu Yui Nene Hazuki Hina Fuka Mizuho Risa Rina Riho Mei Reina Rena Erika Erina Aika
Airi Aoi Akane Asuka Ami Kasumi Kaho Satsuki Sakura Suzuka Naho Haruna Hinako Honoka Mizuki Rio Riko Manami Mai Chihiro
""",
    """
Takuya Shota Kenta Tsubasa Ryo Tomoya Yuta Daiki Shunsuke Riku Sho Daichi Ryota Naoya Kohei Kazuki Yuki Ryuta Ryosuke Hiroki Shohei Yuhei
Junya Taichi Kengo Ryohei Ren Naoto Kaito Yuto Haruto Hikaru Sota Hayato Koki Kota Kosuke Kotaro Yuya Yutaro Kazuma Shun Taiki Takumi
Takuma Hiroto Wataru Masaya Shuhei
""",
)
