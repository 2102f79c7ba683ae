// A PKCS#11 library that stands in front of a real one and misbehaves on order.
// MISBEHAVE_LIBRARY names the real one, MISBEHAVE_ORDERS a file read at every
// call, one order a line: a word and a number.
//
//   flags N   or N into CK_TOKEN_INFO.flags
//   login N   C_Login answers N and sends nothing on
//   sign N    C_Sign answers N
//   gone N    C_GetTokenInfo answers N, C_GetSlotList gives no slot
//   label N   every token is called "twin"
//   zero N    a question for the size of an attribute is answered with 0
//   huge N    C_GetAttributeValue gives N as the length
//   limit N   C_Sign refuses more than N bytes
//   forge N   C_Sign gives a wrong signature
//
// Each C_Login that arrives adds its user type to MISBEHAVE_ORDERS ".logins".
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned long number;
typedef struct { number kind; void *value; number length; } attribute;
typedef struct { unsigned char version[2]; void *function[68]; } functions;
typedef struct {
	char label[32], manufacturer[32], model[16], serial[16];
	number flags;
} token_info;

static functions *real, mine;

static int order(const char *word, number *value) {
	char line[64], name[32];
	int found = 0;
	FILE *f = fopen(getenv("MISBEHAVE_ORDERS"), "r");
	if (f == NULL) return 0;
	while (!found && fgets(line, sizeof line, f))
		found = sscanf(line, "%31s %li", name, (long *)value) == 2 && strcmp(name, word) == 0;
	fclose(f);
	return found;
}

static number slot_list(unsigned char present, number *list, number *count) {
	number n;
	if (order("gone", &n)) {
		*count = 0;
		return 0;
	}
	return ((number (*)(unsigned char, number *, number *))real->function[4])(present, list, count);
}

static number get_token_info(number slot, token_info *info) {
	number n;
	if (order("gone", &n)) return n;
	number code = ((number (*)(number, token_info *))real->function[6])(slot, info);
	if (order("flags", &n)) info->flags |= n;
	if (order("label", &n)) memcpy(info->label, "twin                            ", 32);
	return code;
}

static number login(number session, number user, unsigned char *pin, number length) {
	number n;
	char path[4096];
	snprintf(path, sizeof path, "%s.logins", getenv("MISBEHAVE_ORDERS"));
	FILE *f = fopen(path, "a");
	fprintf(f, "%lu%s\n", user, pin == NULL ? " pad" : "");
	fclose(f);
	if (order("login", &n)) return n;
	return ((number (*)(number, number, unsigned char *, number))real->function[18])(session, user, pin, length);
}

static number get_attribute(number session, number object, attribute *list, number count) {
	number n;
	if (order("zero", &n) && list[0].value == NULL) {
		list[0].length = 0;
		return 0;
	}
	number code = ((number (*)(number, number, attribute *, number))real->function[24])(session, object, list, count);
	if (order("huge", &n)) list[0].length = n;
	return code;
}

static number sign(number session, unsigned char *data, number size, unsigned char *out, number *length) {
	number n;
	if (order("sign", &n)) return n;
	if (order("limit", &n) && size > n) return 0x21;
	number code = ((number (*)(number, unsigned char *, number, unsigned char *, number *))real->function[43])(session, data, size, out, length);
	if (order("forge", &n)) out[0] ^= 1;
	return code;
}

number C_GetFunctionList(functions **list) {
	void *library = dlopen(getenv("MISBEHAVE_LIBRARY"), RTLD_NOW);
	if (library == NULL) return 5;
	number code = ((number (*)(functions **))dlsym(library, "C_GetFunctionList"))(&real);
	mine = *real;
	mine.function[4] = slot_list;
	mine.function[6] = get_token_info;
	mine.function[18] = login;
	mine.function[24] = get_attribute;
	mine.function[43] = sign;
	*list = &mine;
	return code;
}
