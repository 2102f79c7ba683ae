// A PKCS#11 library that stands in front of a real one and misbehaves on order.
// MISBEHAVE_LIBRARY names the real one. The file beside this library with
// ".orders" after its name is read at every call, one order a line: a word and a
// number.
//
//   hang N    the call at place N of CK_FUNCTION_LIST never returns; 99 is C_GetFunctionList
//   crash N   the call at place N reads where nothing is
//   exit N    the call at place N ends the process
//   orphan N  the call at place N starts a process that keeps all files open, then ends this one
//   noise N   every call prints to the standard files
//   flags N   or N into CK_TOKEN_INFO.flags
//   login N   C_Login answers N and sends nothing on
//   sign N    C_Sign answers N
//   pulled N  after N signatures C_Sign answers CKR_DEVICE_REMOVED
//   slow N    C_Sign takes N milliseconds more
//   gone N    C_GetTokenInfo answers N, C_GetSlotList gives no slot
//   slots N   C_GetSlotList says that there are N, and lists as many as there is room for
//   endless N C_FindObjects always finds one more
//   label N   every token is called "twin"
//   zero N    a question for the size of an attribute is answered with 0
//   huge N    C_GetAttributeValue gives N as the length
//   junk N    C_GetAttributeValue fills the value with nonsense
//   limit N   C_Sign refuses more than N bytes
//   forge N   C_Sign gives a wrong signature
//   loud N    C_Sign says that its signature has N bytes
//   late N    C_GetAttributeValue takes N milliseconds more
//   latin N   every token is called "Sở Nội vụ" in Latin-1, without the letters that has not, and control characters
//   deny N    CKA_SIGN is no
//
// Each C_Login that arrives adds its user type to the file that ends in ".logins".
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long number;
typedef unsigned char byte;
typedef struct { number kind; void *value; number length; } attribute;
typedef struct { byte version[2]; void *function[68]; } functions;
typedef struct {
	char label[32], manufacturer[32], model[16], serial[16];
	number flags;
} token_info;

static functions *real, mine;

static FILE *beside(const char *suffix, const char *mode) {
	Dl_info self;
	char path[4096];
	dladdr(&real, &self);
	snprintf(path, sizeof path, "%s%s", self.dli_fname, suffix);
	return fopen(path, mode);
}

static int order(const char *word, number *value) {
	char line[64], name[32];
	int found = 0;
	FILE *f = beside(".orders", "r");
	if (f == NULL) return 0;
	while (!found && fgets(line, sizeof line, f))
		found = sscanf(line, "%31s %li", name, (long *)value) == 2 && strcmp(name, word) == 0;
	fclose(f);
	return found;
}

static int ordered(const char *word, number place) {
	number n;
	return order(word, &n) && n == place;
}

// begin does what is ordered for a call before it reaches the real library.
static void begin(number place) {
	number n;
	if (order("noise", &n)) {
		printf("noise\n");
		fflush(stdout);
		fprintf(stderr, "noise\n");
	}
	if (ordered("hang", place)) for (;;) pause();
	if (ordered("crash", place)) *(volatile int *)8 = 1;
	if (ordered("exit", place)) exit(0);
	if (ordered("orphan", place)) {
		if (fork() == 0) {
			sleep(20);
			_exit(0);
		}
		for (;;) pause();
	}
}

#define CALL(place, types, ...) (begin(place), ((number (*) types)real->function[place])(__VA_ARGS__))

static number initialize(void *arguments) { return CALL(0, (void *), arguments); }

static number slot_list(byte present, number *list, number *count) {
	number n, room = *count;
	if (order("gone", &n)) {
		*count = 0;
		return 0;
	}
	number code = CALL(4, (byte, number *, number *), present, list, count);
	if (!order("slots", &n)) return code;
	for (number i = *count; list != NULL && i < n && i < room; i++) list[i] = list[0];
	*count = n;
	return 0;
}

static number get_token_info(number slot, token_info *info) {
	number n;
	if (order("gone", &n)) return n;
	number code = CALL(6, (number, token_info *), slot, info);
	if (order("flags", &n)) info->flags |= n;
	if (order("latin", &n)) memcpy(info->label, "S\xF4 N\xF4i v\xF9\x1B[2J\xFF                  ", 32);
	if (order("label", &n)) memcpy(info->label, "twin                            ", 32);
	return code;
}

static number mechanisms(number slot, number *list, number *count) { return CALL(7, (number, number *, number *), slot, list, count); }

static number set_pin(number session, byte *old, number old_length, byte *new, number new_length) {
	return CALL(11, (number, byte *, number, byte *, number), session, old, old_length, new, new_length);
}

static number open_session(number slot, number flags, void *data, void *notify, number *session) {
	return CALL(12, (number, number, void *, void *, number *), slot, flags, data, notify, session);
}

static number close_session(number session) { return CALL(13, (number), session); }

static number login(number session, number user, byte *pin, number length) {
	number n;
	FILE *f = beside(".logins", "a");
	fprintf(f, "%lu%s\n", user, pin == NULL ? " pad" : "");
	fclose(f);
	if (order("login", &n)) return n;
	return CALL(18, (number, number, byte *, number), session, user, pin, length);
}

static number logout(number session) { return CALL(19, (number), session); }

static number get_attribute(number session, number object, attribute *list, number count) {
	number n;
	if (order("zero", &n) && list[0].value == NULL) {
		list[0].length = 0;
		return 0;
	}
	number code = CALL(24, (number, number, attribute *, number), session, object, list, count);
	if (code == 0 && order("junk", &n) && list[0].value != NULL) memset(list[0].value, n, list[0].length);
	if (order("huge", &n)) list[0].length = n;
	if (order("late", &n)) usleep(1000 * n);
	if (code == 0 && list[0].kind == 0x108 && list[0].value != NULL && order("deny", &n)) *(byte *)list[0].value = 0;
	return code;
}

static number find_init(number session, attribute *list, number count) { return CALL(26, (number, attribute *, number), session, list, count); }

static number find(number session, number *list, number most, number *count) {
	static number last = 1;
	number n, code = CALL(27, (number, number *, number, number *), session, list, most, count);
	if (order("endless", &n) && *count == 0) list[(*count)++] = last;
	if (*count > 0) last = list[0];
	return code;
}

static number find_final(number session) { return CALL(28, (number), session); }

static number sign_init(number session, void *mechanism, number key) { return CALL(42, (number, void *, number), session, mechanism, key); }

static number sign(number session, byte *data, number size, byte *out, number *length) {
	static number signatures;
	number n;
	if (order("sign", &n)) return n;
	if (order("pulled", &n) && signatures >= n) return 0x32;
	if (order("slow", &n)) usleep(1000 * n);
	if (order("limit", &n) && size > n) return 0x21;
	number code = CALL(43, (number, byte *, number, byte *, number *), session, data, size, out, length);
	if (order("forge", &n)) out[0] ^= 1;
	if (order("loud", &n)) *length = n;
	signatures++;
	return code;
}

number C_GetFunctionList(functions **list) {
	begin(99);
	void *library = dlopen(getenv("MISBEHAVE_LIBRARY"), RTLD_NOW);
	if (library == NULL) return 5;
	number code = ((number (*)(functions **))dlsym(library, "C_GetFunctionList"))(&real);
	mine = *real;
	void *wrapped[68] = {
		[0] = initialize, [4] = slot_list, [6] = get_token_info, [7] = mechanisms, [11] = set_pin,
		[12] = open_session, [13] = close_session, [18] = login, [19] = logout, [24] = get_attribute,
		[26] = find_init, [27] = find, [28] = find_final, [42] = sign_init, [43] = sign,
	};
	for (int i = 0; i < 68; i++) if (wrapped[i] != NULL) mine.function[i] = wrapped[i];
	*list = &mine;
	return code;
}
