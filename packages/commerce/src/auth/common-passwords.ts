// The passwords of at least ten characters at the top of published lists of leaked passwords. Shorter ones are rejected
// anyway.
const common = new Set(
  `1234567890 12345678910 123456789a 1q2w3e4r5t qwertyuiop q1w2e3r4t5 password123 password1234 password12 1qaz2wsx3edc
  qwerty12345 qwerty123456 0123456789 9876543210 0987654321 abcd123456 abc1234567 a123456789 1234567891 123123123123
  1111111111 0000000000 11111111111 111222333444 123456789q 123456789qwe asdfghjkl1 qazwsxedcrfv zaq12wsxcde3
  iloveyou123 iloveyou12 iloveyou1234 sunshine123 princess123 football123 superman123 michael123 charlie123 welcome123
  welcome1234 letmein123 letmein1234 admin12345 admin123456 administrator changeme123 passw0rd123 p@ssw0rd123 p@ssword123
  password!123 qwertyuiop123 1qazxsw23edc computer123 internet123 basketball liverpool1 manchester manchester1 spongebob1
  strawberry chocolate1 chocolates butterfly1 babygirl123 monkey12345 dragon12345 master12345 shadow12345 secret12345
  test123456 testtest123 tradepost1 tradepost123 trustno1trustno1 asdfasdfasdf zxcvbnm123 zxcvbnm1234 q1w2e3r4t5y6`.split(
    /\s+/
  )
)

// Words that an attacker of this shop would try first, as listed in docs/security.md.
const contextWords = [
  'tradepost',
  'password',
  'passwort',
  'webshop',
  'shop',
  'store',
  'admin',
  'owner',
  'staff',
  'login',
]
const MIN_OTHER_CHARACTERS = 5

/**
 * Returns whether a password is among the first guesses: it is at the top of the lists of leaked passwords, has fewer
 * than three different characters, or has fewer than five characters besides parts of the email address and words of
 * this trade.
 */
export const isCommonPassword = (password: string, email: string): boolean => {
  const plain = password.toLowerCase()
  if (common.has(plain) || new Set(plain).size < 3) return true
  const words = [email, ...email.split(/[@.+_-]/), ...contextWords].filter((word) => word.length > 2)
  let rest = plain
  for (const word of words) rest = rest.replaceAll(word, '')
  return rest !== plain && rest.length < MIN_OTHER_CHARACTERS
}
