// Written by scripts/generate.ts; `npm run generate` writes it anew.
"use strict";
export const validatePolicy = validate21;
const schema6 = {"type":"object","properties":{"sentinel":{"type":"integer"},"policy":{"type":"string","minLength":1},"description":{"type":"string","minLength":1},"owners":{"$ref":"#/definitions/part1"},"mode":{"type":"string","enum":["enforce","shadow"]},"extends":{"type":"string","minLength":1},"environments":{"$ref":"#/definitions/part1"},"release":{"type":"object","properties":{"tag":{"type":"string","minLength":1},"paths":{"$ref":"#/definitions/part1"},"version_map":{"type":"object","additionalProperties":{"type":"string","minLength":1},"minProperties":1}},"additionalProperties":false,"minProperties":1},"settings":{"type":"object","additionalProperties":{"type":"object","properties":{"env":{"type":"string","minLength":1},"per_env":{"$ref":"#/definitions/part2"},"default":{"type":"string"}},"additionalProperties":false,"minProperties":0},"minProperties":1},"secrets":{"type":"object","additionalProperties":{"type":"object","properties":{"env":{"type":"string","minLength":1},"file":{"type":"string","minLength":1},"vault":{"type":"object"}},"additionalProperties":false,"minProperties":0},"minProperties":1},"inputs":{"type":"object","additionalProperties":{"type":"object","properties":{"type":{"type":["string","array"],"items":{"type":"string"},"minItems":1,"maxItems":1},"default":{"type":["string","number","boolean","array"],"items":{"type":["string","number","boolean"]}},"required":{"type":"boolean"}},"additionalProperties":false,"minProperties":1},"minProperties":1},"probes":{"type":"object","additionalProperties":{"type":"object","properties":{"each":{"type":"object","additionalProperties":{"type":"array","items":{"type":["string","number","boolean"]},"minItems":1},"minProperties":1,"maxProperties":1}},"additionalProperties":{"type":"object"},"minProperties":1},"minProperties":1},"scores":{"type":"object","additionalProperties":{"type":"object","properties":{"criteria":{"type":"array","items":{"type":"object","properties":{"weight":{"type":"number","minimum":0},"of":{"type":["string","number","boolean"]}},"additionalProperties":false,"minProperties":1,"required":["of"]},"minItems":1},"healthy":{"type":"number","minimum":0,"maximum":1},"degraded":{"type":"number","minimum":0,"maximum":1}},"additionalProperties":false,"minProperties":1,"required":["criteria"]},"minProperties":1},"gates":{"type":"object","additionalProperties":{"type":"object","properties":{"require":{"$ref":"#/definitions/part3"},"prefer":{"$ref":"#/definitions/part3"},"severity":{"type":"string","enum":["advisory","block","critical"]},"mode":{"type":"string","enum":["enforce","shadow"]},"environments":{"$ref":"#/definitions/part1"},"when":{"type":["string","number","boolean"]},"message":{"type":"string"},"runbook":{"type":"string","minLength":1},"for":{"type":"string"},"over":{"type":"string"},"every":{"type":"string"},"tolerate":{"type":"integer","minimum":0}},"additionalProperties":false,"minProperties":1},"minProperties":1},"freezes":{"type":"object","additionalProperties":{"type":"object","properties":{"from":{"type":"string"},"until":{"type":"string"},"every":{"$ref":"#/definitions/part4"},"between":{"type":"string"},"rrule":{"type":"string","minLength":1},"start":{"type":"string"},"duration":{"type":"string"},"holidays":{"type":"string","minLength":1},"calendar":{"type":"string","minLength":1},"max_age":{"type":"string"},"outside":{"type":"array","items":{"type":"object","properties":{"from":{"type":"string"},"until":{"type":"string"},"every":{"$ref":"#/definitions/part4"},"between":{"type":"string"},"rrule":{"type":"string","minLength":1},"start":{"type":"string"},"duration":{"type":"string"},"holidays":{"type":"string","minLength":1},"calendar":{"type":"string","minLength":1},"max_age":{"type":"string"}},"additionalProperties":false,"minProperties":1},"minItems":1},"timezone":{"type":"string","minLength":1},"mode":{"type":"string","enum":["enforce","shadow"]},"environments":{"$ref":"#/definitions/part1"},"when":{"type":["string","number","boolean"]},"except":{"type":["string","number","boolean"]},"reason":{"type":"string","minLength":1},"blocks":{"type":"array","items":{"type":"string","enum":["start","promote"]},"minItems":1},"in_flight":{"type":"string","enum":["pause","finish_stage","rollback"]}},"additionalProperties":false,"minProperties":1},"minProperties":1},"limits":{"type":"object","additionalProperties":{"type":"object","properties":{"at_most":{"$ref":"#/definitions/part4"},"by":{"$ref":"#/definitions/part1"},"mode":{"type":"string","enum":["enforce","shadow"]},"environments":{"$ref":"#/definitions/part1"},"when":{"type":["string","number","boolean"]},"except":{"type":["string","number","boolean"]}},"additionalProperties":false,"minProperties":1,"required":["at_most"]},"minProperties":1},"rollouts":{"type":"object","additionalProperties":{"type":"object","properties":{"mode":{"type":"string","enum":["enforce","shadow"]},"environments":{"$ref":"#/definitions/part1"},"when":{"type":["string","number","boolean"]},"traffic":{"type":"object","additionalProperties":{"type":"object"}},"tracks":{"type":"object","properties":{"canary":{"type":"string","minLength":1},"stable":{"type":"string","minLength":1}},"additionalProperties":false,"minProperties":1},"identity":{"type":["string","number","boolean"]},"stages":{"$ref":"#/definitions/part8"},"ramp":{"$ref":"#/definitions/part9"},"checks":{"$ref":"#/definitions/part6"},"rollback":{"type":"object","properties":{"when":{"type":["string","number","boolean"]},"if":{"type":["string","number","boolean"]},"tolerate":{"type":["integer","string"],"minimum":0},"to":{"type":"string","minLength":1},"retry":{"type":"integer","minimum":0},"quarantine":{"type":"boolean"},"tiers":{"type":"array","items":{"type":"object","properties":{"within":{"type":"string"}},"additionalProperties":{"type":"object"},"minProperties":1},"minItems":1}},"additionalProperties":false,"minProperties":1},"dwell":{"type":"string"},"cooldown":{"type":"string"},"deadline":{"type":"string"},"unknown":{"type":"object","properties":{"action":{"type":"string","enum":["hold","pause","rollback"]},"for":{"type":"string"},"then":{"type":"string","enum":["hold","pause","rollback"]}},"additionalProperties":false,"minProperties":1},"finish":{"type":"object","properties":{"promote":{"type":"string","enum":["swap","copy","none"]},"keep":{"type":"string"}},"additionalProperties":false,"minProperties":1},"watch":{"type":"string"},"concurrent":{"type":"integer","minimum":1},"newer":{"type":"string","enum":["queue","replace","reject"]},"runway":{"type":"boolean"},"first":{"type":"string","enum":["analyze","skip"]},"assign":{"type":"object","properties":{"by":{"$ref":"#/definitions/part1"},"seed":{"type":"string","minLength":1}},"additionalProperties":false,"minProperties":1,"required":["by"]},"overrides":{"type":"array","items":{"type":"object","properties":{"who":{"type":["string","number","boolean"]},"in":{"type":"boolean"}},"additionalProperties":false,"minProperties":1,"required":["who","in"]},"minItems":1},"audience":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string","minLength":1},"who":{"type":["string","number","boolean"]},"stages":{"$ref":"#/definitions/part8"},"ramp":{"$ref":"#/definitions/part9"}},"additionalProperties":false,"minProperties":1,"required":["name","who"]},"minItems":1},"variants":{"type":"object","minProperties":1},"analysis":{"type":"object","properties":{"compare":{"type":["string","number","boolean"]},"test":{"type":"string","enum":["sequential","mann_whitney"]},"significance":{"type":"string"},"margin":{"type":"string"}},"additionalProperties":false,"minProperties":1},"before":{"$ref":"#/definitions/part11"},"after":{"$ref":"#/definitions/part11"}},"additionalProperties":false,"minProperties":1},"minProperties":1},"groups":{"type":"object","additionalProperties":{"type":"object","properties":{"rollouts":{"$ref":"#/definitions/part1"}},"additionalProperties":false,"minProperties":1,"required":["rollouts"]},"minProperties":1},"notifications":{"type":"object","additionalProperties":{"type":"object","properties":{"on":{"type":"array","items":{"type":"string","enum":["blocked","critical","warning","started","promoted","paused","waiting_approval","rolled_back","completed","failed","drift","version_mismatch","override"]},"minItems":1}},"additionalProperties":{"type":"object"},"minProperties":1,"required":["on"]},"minProperties":1},"before":{"$ref":"#/definitions/part11"},"after":{"$ref":"#/definitions/part11"}},"additionalProperties":false,"minProperties":1,"required":["sentinel","policy"],"definitions":{"part1":{"type":"array","items":{"type":"string","minLength":1},"minItems":1},"part2":{"type":"object","additionalProperties":{"type":"string"},"minProperties":1},"part3":{"type":["string","number","boolean","array"],"items":{"type":["string","number","boolean"]},"minItems":1},"part4":{"type":["string","array"],"items":{"type":"string"},"minItems":1},"part5":{"type":["string","object"],"properties":{"from":{"type":"string","minLength":1},"count":{"type":"integer","minimum":1},"not_author":{"type":"boolean"},"expires":{"type":"string"}},"additionalProperties":false,"required":["from"]},"part6":{"type":"object","properties":{"every":{"type":"string"},"warmup":{"type":"string"},"require":{"$ref":"#/definitions/part3"},"prefer":{"$ref":"#/definitions/part3"},"show":{"$ref":"#/definitions/part3"},"tolerate":{"type":["integer","string"],"minimum":0},"on_fail":{"type":"string","enum":["rollback","pause","hold"]},"max_extend":{"type":"string"}},"additionalProperties":false,"minProperties":1},"part7":{"type":"object","properties":{"weight":{"type":"string"},"weights":{"$ref":"#/definitions/part2"},"hold":{"type":"string"},"approve":{"$ref":"#/definitions/part5"},"exit":{"$ref":"#/definitions/part1"},"checks":{"$ref":"#/definitions/part6"},"when":{"type":["string","number","boolean"]}},"additionalProperties":false,"minProperties":1},"part8":{"type":"array","items":{"$ref":"#/definitions/part7"},"minItems":1},"part9":{"type":"object","properties":{"from":{"type":"string"},"by":{"type":"string"},"to":{"type":"string"},"every":{"type":"string"}},"additionalProperties":false,"minProperties":1,"required":["by","every"]},"part10":{"type":"object","properties":{"name":{"type":"string","minLength":1},"when":{"type":["string","number","boolean"]}},"additionalProperties":{"type":"object"},"minProperties":1},"part11":{"type":"array","items":{"$ref":"#/definitions/part10"},"minItems":1}}};
const func2 = Object.prototype.hasOwnProperty;
const schema7 = {"type":"array","items":{"type":"string","minLength":1},"minItems":1};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length < 1){
const err0 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 === "string"){
if(data0.length < 1){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

const schema8 = {"type":"object","additionalProperties":{"type":"string"},"minProperties":1};

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err0 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(typeof data[key0] !== "string"){
const err1 = {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate26.errors = vErrors;
return errors === 0;
}

const schema9 = {"type":["string","number","boolean","array"],"items":{"type":["string","number","boolean"]},"minItems":1};

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((((typeof data !== "string") && (!((typeof data == "number") && (isFinite(data))))) && (typeof data !== "boolean")) && (!(Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema9.type}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(Array.isArray(data)){
if(data.length < 1){
const err1 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: schema9.items.type}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
validate28.errors = vErrors;
return errors === 0;
}

const schema10 = {"type":["string","array"],"items":{"type":"string"},"minItems":1};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema10.type}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(Array.isArray(data)){
if(data.length < 1){
const err1 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(typeof data[i0] !== "string"){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
validate32.errors = vErrors;
return errors === 0;
}

const schema11 = {"type":"array","items":{"$ref":"#/definitions/part7"},"minItems":1};
const schema12 = {"type":"object","properties":{"weight":{"type":"string"},"weights":{"$ref":"#/definitions/part2"},"hold":{"type":"string"},"approve":{"$ref":"#/definitions/part5"},"exit":{"$ref":"#/definitions/part1"},"checks":{"$ref":"#/definitions/part6"},"when":{"type":["string","number","boolean"]}},"additionalProperties":false,"minProperties":1};
const schema13 = {"type":["string","object"],"properties":{"from":{"type":"string","minLength":1},"count":{"type":"integer","minimum":1},"not_author":{"type":"boolean"},"expires":{"type":"string"}},"additionalProperties":false,"required":["from"]};

function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema13.type}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.from === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "from"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "from") || (key0 === "count")) || (key0 === "not_author")) || (key0 === "expires"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.from !== undefined){
let data0 = data.from;
if(typeof data0 === "string"){
if(data0.length < 1){
const err3 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.count !== undefined){
let data1 = data.count;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err5 = {instancePath:instancePath+"/count",schemaPath:"#/properties/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 1 || isNaN(data1)){
const err6 = {instancePath:instancePath+"/count",schemaPath:"#/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
if(data.not_author !== undefined){
if(typeof data.not_author !== "boolean"){
const err7 = {instancePath:instancePath+"/not_author",schemaPath:"#/properties/not_author/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.expires !== undefined){
if(typeof data.expires !== "string"){
const err8 = {instancePath:instancePath+"/expires",schemaPath:"#/properties/expires/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
validate43.errors = vErrors;
return errors === 0;
}

const schema14 = {"type":"object","properties":{"every":{"type":"string"},"warmup":{"type":"string"},"require":{"$ref":"#/definitions/part3"},"prefer":{"$ref":"#/definitions/part3"},"show":{"$ref":"#/definitions/part3"},"tolerate":{"type":["integer","string"],"minimum":0},"on_fail":{"type":"string","enum":["rollback","pause","hold"]},"max_extend":{"type":"string"}},"additionalProperties":false,"minProperties":1};

function validate46(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err0 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((((key0 === "every") || (key0 === "warmup")) || (key0 === "require")) || (key0 === "prefer")) || (key0 === "show")) || (key0 === "tolerate")) || (key0 === "on_fail")) || (key0 === "max_extend"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.every !== undefined){
if(typeof data.every !== "string"){
const err2 = {instancePath:instancePath+"/every",schemaPath:"#/properties/every/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.warmup !== undefined){
if(typeof data.warmup !== "string"){
const err3 = {instancePath:instancePath+"/warmup",schemaPath:"#/properties/warmup/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.require !== undefined){
if(!(validate28(data.require, {instancePath:instancePath+"/require",parentData:data,parentDataProperty:"require",rootData}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
}
if(data.prefer !== undefined){
if(!(validate28(data.prefer, {instancePath:instancePath+"/prefer",parentData:data,parentDataProperty:"prefer",rootData}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
}
if(data.show !== undefined){
if(!(validate28(data.show, {instancePath:instancePath+"/show",parentData:data,parentDataProperty:"show",rootData}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
}
if(data.tolerate !== undefined){
let data5 = data.tolerate;
if((!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))) && (typeof data5 !== "string")){
const err4 = {instancePath:instancePath+"/tolerate",schemaPath:"#/properties/tolerate/type",keyword:"type",params:{type: schema14.properties.tolerate.type}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 0 || isNaN(data5)){
const err5 = {instancePath:instancePath+"/tolerate",schemaPath:"#/properties/tolerate/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
if(data.on_fail !== undefined){
let data6 = data.on_fail;
if(typeof data6 !== "string"){
const err6 = {instancePath:instancePath+"/on_fail",schemaPath:"#/properties/on_fail/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!(((data6 === "rollback") || (data6 === "pause")) || (data6 === "hold"))){
const err7 = {instancePath:instancePath+"/on_fail",schemaPath:"#/properties/on_fail/enum",keyword:"enum",params:{allowedValues: schema14.properties.on_fail.enum}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.max_extend !== undefined){
if(typeof data.max_extend !== "string"){
const err8 = {instancePath:instancePath+"/max_extend",schemaPath:"#/properties/max_extend/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate46.errors = vErrors;
return errors === 0;
}


function validate41(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err0 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "weight") || (key0 === "weights")) || (key0 === "hold")) || (key0 === "approve")) || (key0 === "exit")) || (key0 === "checks")) || (key0 === "when"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.weight !== undefined){
if(typeof data.weight !== "string"){
const err2 = {instancePath:instancePath+"/weight",schemaPath:"#/properties/weight/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.weights !== undefined){
if(!(validate26(data.weights, {instancePath:instancePath+"/weights",parentData:data,parentDataProperty:"weights",rootData}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
if(data.hold !== undefined){
if(typeof data.hold !== "string"){
const err3 = {instancePath:instancePath+"/hold",schemaPath:"#/properties/hold/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.approve !== undefined){
if(!(validate43(data.approve, {instancePath:instancePath+"/approve",parentData:data,parentDataProperty:"approve",rootData}))){
vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
errors = vErrors.length;
}
}
if(data.exit !== undefined){
if(!(validate22(data.exit, {instancePath:instancePath+"/exit",parentData:data,parentDataProperty:"exit",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.checks !== undefined){
if(!(validate46(data.checks, {instancePath:instancePath+"/checks",parentData:data,parentDataProperty:"checks",rootData}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
}
if(data.when !== undefined){
let data6 = data.when;
if(((typeof data6 !== "string") && (!((typeof data6 == "number") && (isFinite(data6))))) && (typeof data6 !== "boolean")){
const err4 = {instancePath:instancePath+"/when",schemaPath:"#/properties/when/type",keyword:"type",params:{type: schema12.properties.when.type}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate41.errors = vErrors;
return errors === 0;
}


function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length < 1){
const err0 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate41(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate41.errors : vErrors.concat(validate41.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate40.errors = vErrors;
return errors === 0;
}

const schema15 = {"type":"object","properties":{"from":{"type":"string"},"by":{"type":"string"},"to":{"type":"string"},"every":{"type":"string"}},"additionalProperties":false,"minProperties":1,"required":["by","every"]};

function validate53(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err0 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.by === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "by"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.every === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "every"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "from") || (key0 === "by")) || (key0 === "to")) || (key0 === "every"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.from !== undefined){
if(typeof data.from !== "string"){
const err4 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.by !== undefined){
if(typeof data.by !== "string"){
const err5 = {instancePath:instancePath+"/by",schemaPath:"#/properties/by/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.to !== undefined){
if(typeof data.to !== "string"){
const err6 = {instancePath:instancePath+"/to",schemaPath:"#/properties/to/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.every !== undefined){
if(typeof data.every !== "string"){
const err7 = {instancePath:instancePath+"/every",schemaPath:"#/properties/every/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate53.errors = vErrors;
return errors === 0;
}

const schema16 = {"type":"array","items":{"$ref":"#/definitions/part10"},"minItems":1};
const schema17 = {"type":"object","properties":{"name":{"type":"string","minLength":1},"when":{"type":["string","number","boolean"]}},"additionalProperties":{"type":"object"},"minProperties":1};

function validate60(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err0 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "name") || (key0 === "when"))){
let data0 = data[key0];
if(!(data0 && typeof data0 == "object" && !Array.isArray(data0))){
const err1 = {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
if(data.name !== undefined){
let data1 = data.name;
if(typeof data1 === "string"){
if(data1.length < 1){
const err2 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.when !== undefined){
let data2 = data.when;
if(((typeof data2 !== "string") && (!((typeof data2 == "number") && (isFinite(data2))))) && (typeof data2 !== "boolean")){
const err4 = {instancePath:instancePath+"/when",schemaPath:"#/properties/when/type",keyword:"type",params:{type: schema17.properties.when.type}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate60.errors = vErrors;
return errors === 0;
}


function validate59(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length < 1){
const err0 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate60(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate60.errors : vErrors.concat(validate60.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate59.errors = vErrors;
return errors === 0;
}


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err0 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.sentinel === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "sentinel"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.policy === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "policy"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema6.properties, key0))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.sentinel !== undefined){
let data0 = data.sentinel;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err4 = {instancePath:instancePath+"/sentinel",schemaPath:"#/properties/sentinel/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.policy !== undefined){
let data1 = data.policy;
if(typeof data1 === "string"){
if(data1.length < 1){
const err5 = {instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.description !== undefined){
let data2 = data.description;
if(typeof data2 === "string"){
if(data2.length < 1){
const err7 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.owners !== undefined){
if(!(validate22(data.owners, {instancePath:instancePath+"/owners",parentData:data,parentDataProperty:"owners",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.mode !== undefined){
let data4 = data.mode;
if(typeof data4 !== "string"){
const err9 = {instancePath:instancePath+"/mode",schemaPath:"#/properties/mode/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!((data4 === "enforce") || (data4 === "shadow"))){
const err10 = {instancePath:instancePath+"/mode",schemaPath:"#/properties/mode/enum",keyword:"enum",params:{allowedValues: schema6.properties.mode.enum}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.extends !== undefined){
let data5 = data.extends;
if(typeof data5 === "string"){
if(data5.length < 1){
const err11 = {instancePath:instancePath+"/extends",schemaPath:"#/properties/extends/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/extends",schemaPath:"#/properties/extends/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.environments !== undefined){
if(!(validate22(data.environments, {instancePath:instancePath+"/environments",parentData:data,parentDataProperty:"environments",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.release !== undefined){
let data7 = data.release;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(Object.keys(data7).length < 1){
const err13 = {instancePath:instancePath+"/release",schemaPath:"#/properties/release/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
for(const key1 in data7){
if(!(((key1 === "tag") || (key1 === "paths")) || (key1 === "version_map"))){
const err14 = {instancePath:instancePath+"/release",schemaPath:"#/properties/release/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data7.tag !== undefined){
let data8 = data7.tag;
if(typeof data8 === "string"){
if(data8.length < 1){
const err15 = {instancePath:instancePath+"/release/tag",schemaPath:"#/properties/release/properties/tag/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/release/tag",schemaPath:"#/properties/release/properties/tag/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data7.paths !== undefined){
if(!(validate22(data7.paths, {instancePath:instancePath+"/release/paths",parentData:data7,parentDataProperty:"paths",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data7.version_map !== undefined){
let data10 = data7.version_map;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(Object.keys(data10).length < 1){
const err17 = {instancePath:instancePath+"/release/version_map",schemaPath:"#/properties/release/properties/version_map/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key2 in data10){
let data11 = data10[key2];
if(typeof data11 === "string"){
if(data11.length < 1){
const err18 = {instancePath:instancePath+"/release/version_map/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/release/properties/version_map/additionalProperties/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/release/version_map/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/release/properties/version_map/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/release/version_map",schemaPath:"#/properties/release/properties/version_map/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/release",schemaPath:"#/properties/release/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.settings !== undefined){
let data12 = data.settings;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(Object.keys(data12).length < 1){
const err22 = {instancePath:instancePath+"/settings",schemaPath:"#/properties/settings/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
for(const key3 in data12){
let data13 = data12[key3];
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(Object.keys(data13).length < 0){
const err23 = {instancePath:instancePath+"/settings/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/settings/additionalProperties/minProperties",keyword:"minProperties",params:{limit: 0}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
for(const key4 in data13){
if(!(((key4 === "env") || (key4 === "per_env")) || (key4 === "default"))){
const err24 = {instancePath:instancePath+"/settings/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/settings/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data13.env !== undefined){
let data14 = data13.env;
if(typeof data14 === "string"){
if(data14.length < 1){
const err25 = {instancePath:instancePath+"/settings/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/env",schemaPath:"#/properties/settings/additionalProperties/properties/env/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/settings/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/env",schemaPath:"#/properties/settings/additionalProperties/properties/env/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data13.per_env !== undefined){
if(!(validate26(data13.per_env, {instancePath:instancePath+"/settings/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/per_env",parentData:data13,parentDataProperty:"per_env",rootData}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
if(data13.default !== undefined){
if(typeof data13.default !== "string"){
const err27 = {instancePath:instancePath+"/settings/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/default",schemaPath:"#/properties/settings/additionalProperties/properties/default/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/settings/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/settings/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/settings",schemaPath:"#/properties/settings/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.secrets !== undefined){
let data17 = data.secrets;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
if(Object.keys(data17).length < 1){
const err30 = {instancePath:instancePath+"/secrets",schemaPath:"#/properties/secrets/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
for(const key5 in data17){
let data18 = data17[key5];
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(Object.keys(data18).length < 0){
const err31 = {instancePath:instancePath+"/secrets/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/secrets/additionalProperties/minProperties",keyword:"minProperties",params:{limit: 0}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
for(const key6 in data18){
if(!(((key6 === "env") || (key6 === "file")) || (key6 === "vault"))){
const err32 = {instancePath:instancePath+"/secrets/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/secrets/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data18.env !== undefined){
let data19 = data18.env;
if(typeof data19 === "string"){
if(data19.length < 1){
const err33 = {instancePath:instancePath+"/secrets/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/env",schemaPath:"#/properties/secrets/additionalProperties/properties/env/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/secrets/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/env",schemaPath:"#/properties/secrets/additionalProperties/properties/env/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data18.file !== undefined){
let data20 = data18.file;
if(typeof data20 === "string"){
if(data20.length < 1){
const err35 = {instancePath:instancePath+"/secrets/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/file",schemaPath:"#/properties/secrets/additionalProperties/properties/file/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/secrets/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/file",schemaPath:"#/properties/secrets/additionalProperties/properties/file/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data18.vault !== undefined){
let data21 = data18.vault;
if(!(data21 && typeof data21 == "object" && !Array.isArray(data21))){
const err37 = {instancePath:instancePath+"/secrets/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/vault",schemaPath:"#/properties/secrets/additionalProperties/properties/vault/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath:instancePath+"/secrets/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/secrets/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/secrets",schemaPath:"#/properties/secrets/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.inputs !== undefined){
let data22 = data.inputs;
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(Object.keys(data22).length < 1){
const err40 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
for(const key7 in data22){
let data23 = data22[key7];
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(Object.keys(data23).length < 1){
const err41 = {instancePath:instancePath+"/inputs/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/inputs/additionalProperties/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
for(const key8 in data23){
if(!(((key8 === "type") || (key8 === "default")) || (key8 === "required"))){
const err42 = {instancePath:instancePath+"/inputs/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/inputs/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data23.type !== undefined){
let data24 = data23.type;
if((typeof data24 !== "string") && (!(Array.isArray(data24)))){
const err43 = {instancePath:instancePath+"/inputs/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/type",schemaPath:"#/properties/inputs/additionalProperties/properties/type/type",keyword:"type",params:{type: schema6.properties.inputs.additionalProperties.properties.type.type}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(Array.isArray(data24)){
if(data24.length > 1){
const err44 = {instancePath:instancePath+"/inputs/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/type",schemaPath:"#/properties/inputs/additionalProperties/properties/type/maxItems",keyword:"maxItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data24.length < 1){
const err45 = {instancePath:instancePath+"/inputs/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/type",schemaPath:"#/properties/inputs/additionalProperties/properties/type/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
const len0 = data24.length;
for(let i0=0; i0<len0; i0++){
if(typeof data24[i0] !== "string"){
const err46 = {instancePath:instancePath+"/inputs/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/type/" + i0,schemaPath:"#/properties/inputs/additionalProperties/properties/type/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
}
if(data23.default !== undefined){
let data26 = data23.default;
if((((typeof data26 !== "string") && (!((typeof data26 == "number") && (isFinite(data26))))) && (typeof data26 !== "boolean")) && (!(Array.isArray(data26)))){
const err47 = {instancePath:instancePath+"/inputs/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/default",schemaPath:"#/properties/inputs/additionalProperties/properties/default/type",keyword:"type",params:{type: schema6.properties.inputs.additionalProperties.properties.default.type}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(Array.isArray(data26)){
const len1 = data26.length;
for(let i1=0; i1<len1; i1++){
let data27 = data26[i1];
if(((typeof data27 !== "string") && (!((typeof data27 == "number") && (isFinite(data27))))) && (typeof data27 !== "boolean")){
const err48 = {instancePath:instancePath+"/inputs/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/default/" + i1,schemaPath:"#/properties/inputs/additionalProperties/properties/default/items/type",keyword:"type",params:{type: schema6.properties.inputs.additionalProperties.properties.default.items.type}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
}
if(data23.required !== undefined){
if(typeof data23.required !== "boolean"){
const err49 = {instancePath:instancePath+"/inputs/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/required",schemaPath:"#/properties/inputs/additionalProperties/properties/required/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
else {
const err50 = {instancePath:instancePath+"/inputs/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/inputs/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
}
else {
const err51 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data.probes !== undefined){
let data29 = data.probes;
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
if(Object.keys(data29).length < 1){
const err52 = {instancePath:instancePath+"/probes",schemaPath:"#/properties/probes/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
for(const key9 in data29){
let data30 = data29[key9];
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(Object.keys(data30).length < 1){
const err53 = {instancePath:instancePath+"/probes/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/probes/additionalProperties/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
for(const key10 in data30){
if(!(key10 === "each")){
let data31 = data30[key10];
if(!(data31 && typeof data31 == "object" && !Array.isArray(data31))){
const err54 = {instancePath:instancePath+"/probes/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/probes/additionalProperties/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
if(data30.each !== undefined){
let data32 = data30.each;
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
if(Object.keys(data32).length > 1){
const err55 = {instancePath:instancePath+"/probes/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/each",schemaPath:"#/properties/probes/additionalProperties/properties/each/maxProperties",keyword:"maxProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(Object.keys(data32).length < 1){
const err56 = {instancePath:instancePath+"/probes/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/each",schemaPath:"#/properties/probes/additionalProperties/properties/each/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
for(const key11 in data32){
let data33 = data32[key11];
if(Array.isArray(data33)){
if(data33.length < 1){
const err57 = {instancePath:instancePath+"/probes/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/each/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/probes/additionalProperties/properties/each/additionalProperties/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
const len2 = data33.length;
for(let i2=0; i2<len2; i2++){
let data34 = data33[i2];
if(((typeof data34 !== "string") && (!((typeof data34 == "number") && (isFinite(data34))))) && (typeof data34 !== "boolean")){
const err58 = {instancePath:instancePath+"/probes/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/each/" + key11.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i2,schemaPath:"#/properties/probes/additionalProperties/properties/each/additionalProperties/items/type",keyword:"type",params:{type: schema6.properties.probes.additionalProperties.properties.each.additionalProperties.items.type}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
}
else {
const err59 = {instancePath:instancePath+"/probes/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/each/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/probes/additionalProperties/properties/each/additionalProperties/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath:instancePath+"/probes/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/each",schemaPath:"#/properties/probes/additionalProperties/properties/each/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
else {
const err61 = {instancePath:instancePath+"/probes/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/probes/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
}
else {
const err62 = {instancePath:instancePath+"/probes",schemaPath:"#/properties/probes/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data.scores !== undefined){
let data35 = data.scores;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(Object.keys(data35).length < 1){
const err63 = {instancePath:instancePath+"/scores",schemaPath:"#/properties/scores/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
for(const key12 in data35){
let data36 = data35[key12];
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
if(Object.keys(data36).length < 1){
const err64 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/scores/additionalProperties/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(data36.criteria === undefined){
const err65 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/scores/additionalProperties/required",keyword:"required",params:{missingProperty: "criteria"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
for(const key13 in data36){
if(!(((key13 === "criteria") || (key13 === "healthy")) || (key13 === "degraded"))){
const err66 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/scores/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data36.criteria !== undefined){
let data37 = data36.criteria;
if(Array.isArray(data37)){
if(data37.length < 1){
const err67 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/criteria",schemaPath:"#/properties/scores/additionalProperties/properties/criteria/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
const len3 = data37.length;
for(let i3=0; i3<len3; i3++){
let data38 = data37[i3];
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
if(Object.keys(data38).length < 1){
const err68 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/criteria/" + i3,schemaPath:"#/properties/scores/additionalProperties/properties/criteria/items/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(data38.of === undefined){
const err69 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/criteria/" + i3,schemaPath:"#/properties/scores/additionalProperties/properties/criteria/items/required",keyword:"required",params:{missingProperty: "of"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
for(const key14 in data38){
if(!((key14 === "weight") || (key14 === "of"))){
const err70 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/criteria/" + i3,schemaPath:"#/properties/scores/additionalProperties/properties/criteria/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data38.weight !== undefined){
let data39 = data38.weight;
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 < 0 || isNaN(data39)){
const err71 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/criteria/" + i3+"/weight",schemaPath:"#/properties/scores/additionalProperties/properties/criteria/items/properties/weight/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
else {
const err72 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/criteria/" + i3+"/weight",schemaPath:"#/properties/scores/additionalProperties/properties/criteria/items/properties/weight/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data38.of !== undefined){
let data40 = data38.of;
if(((typeof data40 !== "string") && (!((typeof data40 == "number") && (isFinite(data40))))) && (typeof data40 !== "boolean")){
const err73 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/criteria/" + i3+"/of",schemaPath:"#/properties/scores/additionalProperties/properties/criteria/items/properties/of/type",keyword:"type",params:{type: schema6.properties.scores.additionalProperties.properties.criteria.items.properties.of.type}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
}
else {
const err74 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/criteria/" + i3,schemaPath:"#/properties/scores/additionalProperties/properties/criteria/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
else {
const err75 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/criteria",schemaPath:"#/properties/scores/additionalProperties/properties/criteria/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data36.healthy !== undefined){
let data41 = data36.healthy;
if((typeof data41 == "number") && (isFinite(data41))){
if(data41 > 1 || isNaN(data41)){
const err76 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/healthy",schemaPath:"#/properties/scores/additionalProperties/properties/healthy/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if(data41 < 0 || isNaN(data41)){
const err77 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/healthy",schemaPath:"#/properties/scores/additionalProperties/properties/healthy/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
else {
const err78 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/healthy",schemaPath:"#/properties/scores/additionalProperties/properties/healthy/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data36.degraded !== undefined){
let data42 = data36.degraded;
if((typeof data42 == "number") && (isFinite(data42))){
if(data42 > 1 || isNaN(data42)){
const err79 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/degraded",schemaPath:"#/properties/scores/additionalProperties/properties/degraded/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(data42 < 0 || isNaN(data42)){
const err80 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/degraded",schemaPath:"#/properties/scores/additionalProperties/properties/degraded/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
else {
const err81 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/degraded",schemaPath:"#/properties/scores/additionalProperties/properties/degraded/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
}
else {
const err82 = {instancePath:instancePath+"/scores/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/scores/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
}
else {
const err83 = {instancePath:instancePath+"/scores",schemaPath:"#/properties/scores/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data.gates !== undefined){
let data43 = data.gates;
if(data43 && typeof data43 == "object" && !Array.isArray(data43)){
if(Object.keys(data43).length < 1){
const err84 = {instancePath:instancePath+"/gates",schemaPath:"#/properties/gates/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
for(const key15 in data43){
let data44 = data43[key15];
if(data44 && typeof data44 == "object" && !Array.isArray(data44)){
if(Object.keys(data44).length < 1){
const err85 = {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gates/additionalProperties/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
for(const key16 in data44){
if(!(func2.call(schema6.properties.gates.additionalProperties.properties, key16))){
const err86 = {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gates/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data44.require !== undefined){
if(!(validate28(data44.require, {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1")+"/require",parentData:data44,parentDataProperty:"require",rootData}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
}
if(data44.prefer !== undefined){
if(!(validate28(data44.prefer, {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1")+"/prefer",parentData:data44,parentDataProperty:"prefer",rootData}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
}
if(data44.severity !== undefined){
let data47 = data44.severity;
if(typeof data47 !== "string"){
const err87 = {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1")+"/severity",schemaPath:"#/properties/gates/additionalProperties/properties/severity/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if(!(((data47 === "advisory") || (data47 === "block")) || (data47 === "critical"))){
const err88 = {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1")+"/severity",schemaPath:"#/properties/gates/additionalProperties/properties/severity/enum",keyword:"enum",params:{allowedValues: schema6.properties.gates.additionalProperties.properties.severity.enum}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data44.mode !== undefined){
let data48 = data44.mode;
if(typeof data48 !== "string"){
const err89 = {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1")+"/mode",schemaPath:"#/properties/gates/additionalProperties/properties/mode/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(!((data48 === "enforce") || (data48 === "shadow"))){
const err90 = {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1")+"/mode",schemaPath:"#/properties/gates/additionalProperties/properties/mode/enum",keyword:"enum",params:{allowedValues: schema6.properties.gates.additionalProperties.properties.mode.enum}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data44.environments !== undefined){
if(!(validate22(data44.environments, {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1")+"/environments",parentData:data44,parentDataProperty:"environments",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data44.when !== undefined){
let data50 = data44.when;
if(((typeof data50 !== "string") && (!((typeof data50 == "number") && (isFinite(data50))))) && (typeof data50 !== "boolean")){
const err91 = {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1")+"/when",schemaPath:"#/properties/gates/additionalProperties/properties/when/type",keyword:"type",params:{type: schema6.properties.gates.additionalProperties.properties.when.type}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data44.message !== undefined){
if(typeof data44.message !== "string"){
const err92 = {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1")+"/message",schemaPath:"#/properties/gates/additionalProperties/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data44.runbook !== undefined){
let data52 = data44.runbook;
if(typeof data52 === "string"){
if(data52.length < 1){
const err93 = {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1")+"/runbook",schemaPath:"#/properties/gates/additionalProperties/properties/runbook/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
else {
const err94 = {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1")+"/runbook",schemaPath:"#/properties/gates/additionalProperties/properties/runbook/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data44.for !== undefined){
if(typeof data44.for !== "string"){
const err95 = {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1")+"/for",schemaPath:"#/properties/gates/additionalProperties/properties/for/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
if(data44.over !== undefined){
if(typeof data44.over !== "string"){
const err96 = {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1")+"/over",schemaPath:"#/properties/gates/additionalProperties/properties/over/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data44.every !== undefined){
if(typeof data44.every !== "string"){
const err97 = {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1")+"/every",schemaPath:"#/properties/gates/additionalProperties/properties/every/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
if(data44.tolerate !== undefined){
let data56 = data44.tolerate;
if(!(((typeof data56 == "number") && (!(data56 % 1) && !isNaN(data56))) && (isFinite(data56)))){
const err98 = {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1")+"/tolerate",schemaPath:"#/properties/gates/additionalProperties/properties/tolerate/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if((typeof data56 == "number") && (isFinite(data56))){
if(data56 < 0 || isNaN(data56)){
const err99 = {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1")+"/tolerate",schemaPath:"#/properties/gates/additionalProperties/properties/tolerate/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
}
}
else {
const err100 = {instancePath:instancePath+"/gates/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gates/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
}
else {
const err101 = {instancePath:instancePath+"/gates",schemaPath:"#/properties/gates/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
if(data.freezes !== undefined){
let data57 = data.freezes;
if(data57 && typeof data57 == "object" && !Array.isArray(data57)){
if(Object.keys(data57).length < 1){
const err102 = {instancePath:instancePath+"/freezes",schemaPath:"#/properties/freezes/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
for(const key17 in data57){
let data58 = data57[key17];
if(data58 && typeof data58 == "object" && !Array.isArray(data58)){
if(Object.keys(data58).length < 1){
const err103 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/freezes/additionalProperties/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
for(const key18 in data58){
if(!(func2.call(schema6.properties.freezes.additionalProperties.properties, key18))){
const err104 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/freezes/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data58.from !== undefined){
if(typeof data58.from !== "string"){
const err105 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/from",schemaPath:"#/properties/freezes/additionalProperties/properties/from/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
if(data58.until !== undefined){
if(typeof data58.until !== "string"){
const err106 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/until",schemaPath:"#/properties/freezes/additionalProperties/properties/until/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data58.every !== undefined){
if(!(validate32(data58.every, {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/every",parentData:data58,parentDataProperty:"every",rootData}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
}
if(data58.between !== undefined){
if(typeof data58.between !== "string"){
const err107 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/between",schemaPath:"#/properties/freezes/additionalProperties/properties/between/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
if(data58.rrule !== undefined){
let data63 = data58.rrule;
if(typeof data63 === "string"){
if(data63.length < 1){
const err108 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/rrule",schemaPath:"#/properties/freezes/additionalProperties/properties/rrule/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
else {
const err109 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/rrule",schemaPath:"#/properties/freezes/additionalProperties/properties/rrule/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
if(data58.start !== undefined){
if(typeof data58.start !== "string"){
const err110 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/start",schemaPath:"#/properties/freezes/additionalProperties/properties/start/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
if(data58.duration !== undefined){
if(typeof data58.duration !== "string"){
const err111 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/duration",schemaPath:"#/properties/freezes/additionalProperties/properties/duration/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data58.holidays !== undefined){
let data66 = data58.holidays;
if(typeof data66 === "string"){
if(data66.length < 1){
const err112 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/holidays",schemaPath:"#/properties/freezes/additionalProperties/properties/holidays/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
else {
const err113 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/holidays",schemaPath:"#/properties/freezes/additionalProperties/properties/holidays/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data58.calendar !== undefined){
let data67 = data58.calendar;
if(typeof data67 === "string"){
if(data67.length < 1){
const err114 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/calendar",schemaPath:"#/properties/freezes/additionalProperties/properties/calendar/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
else {
const err115 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/calendar",schemaPath:"#/properties/freezes/additionalProperties/properties/calendar/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
if(data58.max_age !== undefined){
if(typeof data58.max_age !== "string"){
const err116 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/max_age",schemaPath:"#/properties/freezes/additionalProperties/properties/max_age/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
if(data58.outside !== undefined){
let data69 = data58.outside;
if(Array.isArray(data69)){
if(data69.length < 1){
const err117 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside",schemaPath:"#/properties/freezes/additionalProperties/properties/outside/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
const len4 = data69.length;
for(let i4=0; i4<len4; i4++){
let data70 = data69[i4];
if(data70 && typeof data70 == "object" && !Array.isArray(data70)){
if(Object.keys(data70).length < 1){
const err118 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside/" + i4,schemaPath:"#/properties/freezes/additionalProperties/properties/outside/items/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
for(const key19 in data70){
if(!(func2.call(schema6.properties.freezes.additionalProperties.properties.outside.items.properties, key19))){
const err119 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside/" + i4,schemaPath:"#/properties/freezes/additionalProperties/properties/outside/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19}};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
if(data70.from !== undefined){
if(typeof data70.from !== "string"){
const err120 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside/" + i4+"/from",schemaPath:"#/properties/freezes/additionalProperties/properties/outside/items/properties/from/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
if(data70.until !== undefined){
if(typeof data70.until !== "string"){
const err121 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside/" + i4+"/until",schemaPath:"#/properties/freezes/additionalProperties/properties/outside/items/properties/until/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
if(data70.every !== undefined){
if(!(validate32(data70.every, {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside/" + i4+"/every",parentData:data70,parentDataProperty:"every",rootData}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
}
if(data70.between !== undefined){
if(typeof data70.between !== "string"){
const err122 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside/" + i4+"/between",schemaPath:"#/properties/freezes/additionalProperties/properties/outside/items/properties/between/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
if(data70.rrule !== undefined){
let data75 = data70.rrule;
if(typeof data75 === "string"){
if(data75.length < 1){
const err123 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside/" + i4+"/rrule",schemaPath:"#/properties/freezes/additionalProperties/properties/outside/items/properties/rrule/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
else {
const err124 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside/" + i4+"/rrule",schemaPath:"#/properties/freezes/additionalProperties/properties/outside/items/properties/rrule/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
if(data70.start !== undefined){
if(typeof data70.start !== "string"){
const err125 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside/" + i4+"/start",schemaPath:"#/properties/freezes/additionalProperties/properties/outside/items/properties/start/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
if(data70.duration !== undefined){
if(typeof data70.duration !== "string"){
const err126 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside/" + i4+"/duration",schemaPath:"#/properties/freezes/additionalProperties/properties/outside/items/properties/duration/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data70.holidays !== undefined){
let data78 = data70.holidays;
if(typeof data78 === "string"){
if(data78.length < 1){
const err127 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside/" + i4+"/holidays",schemaPath:"#/properties/freezes/additionalProperties/properties/outside/items/properties/holidays/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
else {
const err128 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside/" + i4+"/holidays",schemaPath:"#/properties/freezes/additionalProperties/properties/outside/items/properties/holidays/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
if(data70.calendar !== undefined){
let data79 = data70.calendar;
if(typeof data79 === "string"){
if(data79.length < 1){
const err129 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside/" + i4+"/calendar",schemaPath:"#/properties/freezes/additionalProperties/properties/outside/items/properties/calendar/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
else {
const err130 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside/" + i4+"/calendar",schemaPath:"#/properties/freezes/additionalProperties/properties/outside/items/properties/calendar/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
if(data70.max_age !== undefined){
if(typeof data70.max_age !== "string"){
const err131 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside/" + i4+"/max_age",schemaPath:"#/properties/freezes/additionalProperties/properties/outside/items/properties/max_age/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
}
else {
const err132 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside/" + i4,schemaPath:"#/properties/freezes/additionalProperties/properties/outside/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
}
else {
const err133 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/outside",schemaPath:"#/properties/freezes/additionalProperties/properties/outside/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
if(data58.timezone !== undefined){
let data81 = data58.timezone;
if(typeof data81 === "string"){
if(data81.length < 1){
const err134 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/timezone",schemaPath:"#/properties/freezes/additionalProperties/properties/timezone/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
else {
const err135 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/timezone",schemaPath:"#/properties/freezes/additionalProperties/properties/timezone/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
if(data58.mode !== undefined){
let data82 = data58.mode;
if(typeof data82 !== "string"){
const err136 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/mode",schemaPath:"#/properties/freezes/additionalProperties/properties/mode/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
if(!((data82 === "enforce") || (data82 === "shadow"))){
const err137 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/mode",schemaPath:"#/properties/freezes/additionalProperties/properties/mode/enum",keyword:"enum",params:{allowedValues: schema6.properties.freezes.additionalProperties.properties.mode.enum}};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
if(data58.environments !== undefined){
if(!(validate22(data58.environments, {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/environments",parentData:data58,parentDataProperty:"environments",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data58.when !== undefined){
let data84 = data58.when;
if(((typeof data84 !== "string") && (!((typeof data84 == "number") && (isFinite(data84))))) && (typeof data84 !== "boolean")){
const err138 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/when",schemaPath:"#/properties/freezes/additionalProperties/properties/when/type",keyword:"type",params:{type: schema6.properties.freezes.additionalProperties.properties.when.type}};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data58.except !== undefined){
let data85 = data58.except;
if(((typeof data85 !== "string") && (!((typeof data85 == "number") && (isFinite(data85))))) && (typeof data85 !== "boolean")){
const err139 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/except",schemaPath:"#/properties/freezes/additionalProperties/properties/except/type",keyword:"type",params:{type: schema6.properties.freezes.additionalProperties.properties.except.type}};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
if(data58.reason !== undefined){
let data86 = data58.reason;
if(typeof data86 === "string"){
if(data86.length < 1){
const err140 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/reason",schemaPath:"#/properties/freezes/additionalProperties/properties/reason/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
else {
const err141 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/reason",schemaPath:"#/properties/freezes/additionalProperties/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
if(data58.blocks !== undefined){
let data87 = data58.blocks;
if(Array.isArray(data87)){
if(data87.length < 1){
const err142 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/blocks",schemaPath:"#/properties/freezes/additionalProperties/properties/blocks/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
const len5 = data87.length;
for(let i5=0; i5<len5; i5++){
let data88 = data87[i5];
if(typeof data88 !== "string"){
const err143 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/blocks/" + i5,schemaPath:"#/properties/freezes/additionalProperties/properties/blocks/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
if(!((data88 === "start") || (data88 === "promote"))){
const err144 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/blocks/" + i5,schemaPath:"#/properties/freezes/additionalProperties/properties/blocks/items/enum",keyword:"enum",params:{allowedValues: schema6.properties.freezes.additionalProperties.properties.blocks.items.enum}};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
}
else {
const err145 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/blocks",schemaPath:"#/properties/freezes/additionalProperties/properties/blocks/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
if(data58.in_flight !== undefined){
let data89 = data58.in_flight;
if(typeof data89 !== "string"){
const err146 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/in_flight",schemaPath:"#/properties/freezes/additionalProperties/properties/in_flight/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
if(!(((data89 === "pause") || (data89 === "finish_stage")) || (data89 === "rollback"))){
const err147 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/in_flight",schemaPath:"#/properties/freezes/additionalProperties/properties/in_flight/enum",keyword:"enum",params:{allowedValues: schema6.properties.freezes.additionalProperties.properties.in_flight.enum}};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
}
else {
const err148 = {instancePath:instancePath+"/freezes/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/freezes/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
}
else {
const err149 = {instancePath:instancePath+"/freezes",schemaPath:"#/properties/freezes/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
if(data.limits !== undefined){
let data90 = data.limits;
if(data90 && typeof data90 == "object" && !Array.isArray(data90)){
if(Object.keys(data90).length < 1){
const err150 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
for(const key20 in data90){
let data91 = data90[key20];
if(data91 && typeof data91 == "object" && !Array.isArray(data91)){
if(Object.keys(data91).length < 1){
const err151 = {instancePath:instancePath+"/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/limits/additionalProperties/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
if(data91.at_most === undefined){
const err152 = {instancePath:instancePath+"/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/limits/additionalProperties/required",keyword:"required",params:{missingProperty: "at_most"}};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
for(const key21 in data91){
if(!((((((key21 === "at_most") || (key21 === "by")) || (key21 === "mode")) || (key21 === "environments")) || (key21 === "when")) || (key21 === "except"))){
const err153 = {instancePath:instancePath+"/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/limits/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21}};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
}
if(data91.at_most !== undefined){
if(!(validate32(data91.at_most, {instancePath:instancePath+"/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1")+"/at_most",parentData:data91,parentDataProperty:"at_most",rootData}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
}
if(data91.by !== undefined){
if(!(validate22(data91.by, {instancePath:instancePath+"/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1")+"/by",parentData:data91,parentDataProperty:"by",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data91.mode !== undefined){
let data94 = data91.mode;
if(typeof data94 !== "string"){
const err154 = {instancePath:instancePath+"/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1")+"/mode",schemaPath:"#/properties/limits/additionalProperties/properties/mode/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
if(!((data94 === "enforce") || (data94 === "shadow"))){
const err155 = {instancePath:instancePath+"/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1")+"/mode",schemaPath:"#/properties/limits/additionalProperties/properties/mode/enum",keyword:"enum",params:{allowedValues: schema6.properties.limits.additionalProperties.properties.mode.enum}};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
}
if(data91.environments !== undefined){
if(!(validate22(data91.environments, {instancePath:instancePath+"/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1")+"/environments",parentData:data91,parentDataProperty:"environments",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data91.when !== undefined){
let data96 = data91.when;
if(((typeof data96 !== "string") && (!((typeof data96 == "number") && (isFinite(data96))))) && (typeof data96 !== "boolean")){
const err156 = {instancePath:instancePath+"/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1")+"/when",schemaPath:"#/properties/limits/additionalProperties/properties/when/type",keyword:"type",params:{type: schema6.properties.limits.additionalProperties.properties.when.type}};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
if(data91.except !== undefined){
let data97 = data91.except;
if(((typeof data97 !== "string") && (!((typeof data97 == "number") && (isFinite(data97))))) && (typeof data97 !== "boolean")){
const err157 = {instancePath:instancePath+"/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1")+"/except",schemaPath:"#/properties/limits/additionalProperties/properties/except/type",keyword:"type",params:{type: schema6.properties.limits.additionalProperties.properties.except.type}};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
}
else {
const err158 = {instancePath:instancePath+"/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/limits/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
}
else {
const err159 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
if(data.rollouts !== undefined){
let data98 = data.rollouts;
if(data98 && typeof data98 == "object" && !Array.isArray(data98)){
if(Object.keys(data98).length < 1){
const err160 = {instancePath:instancePath+"/rollouts",schemaPath:"#/properties/rollouts/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
for(const key22 in data98){
let data99 = data98[key22];
if(data99 && typeof data99 == "object" && !Array.isArray(data99)){
if(Object.keys(data99).length < 1){
const err161 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/rollouts/additionalProperties/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
for(const key23 in data99){
if(!(func2.call(schema6.properties.rollouts.additionalProperties.properties, key23))){
const err162 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/rollouts/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23}};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
if(data99.mode !== undefined){
let data100 = data99.mode;
if(typeof data100 !== "string"){
const err163 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/mode",schemaPath:"#/properties/rollouts/additionalProperties/properties/mode/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
if(!((data100 === "enforce") || (data100 === "shadow"))){
const err164 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/mode",schemaPath:"#/properties/rollouts/additionalProperties/properties/mode/enum",keyword:"enum",params:{allowedValues: schema6.properties.rollouts.additionalProperties.properties.mode.enum}};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
if(data99.environments !== undefined){
if(!(validate22(data99.environments, {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/environments",parentData:data99,parentDataProperty:"environments",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data99.when !== undefined){
let data102 = data99.when;
if(((typeof data102 !== "string") && (!((typeof data102 == "number") && (isFinite(data102))))) && (typeof data102 !== "boolean")){
const err165 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/when",schemaPath:"#/properties/rollouts/additionalProperties/properties/when/type",keyword:"type",params:{type: schema6.properties.rollouts.additionalProperties.properties.when.type}};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
}
if(data99.traffic !== undefined){
let data103 = data99.traffic;
if(data103 && typeof data103 == "object" && !Array.isArray(data103)){
for(const key24 in data103){
let data104 = data103[key24];
if(!(data104 && typeof data104 == "object" && !Array.isArray(data104))){
const err166 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/traffic/" + key24.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/rollouts/additionalProperties/properties/traffic/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
}
else {
const err167 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/traffic",schemaPath:"#/properties/rollouts/additionalProperties/properties/traffic/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
if(data99.tracks !== undefined){
let data105 = data99.tracks;
if(data105 && typeof data105 == "object" && !Array.isArray(data105)){
if(Object.keys(data105).length < 1){
const err168 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/tracks",schemaPath:"#/properties/rollouts/additionalProperties/properties/tracks/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
for(const key25 in data105){
if(!((key25 === "canary") || (key25 === "stable"))){
const err169 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/tracks",schemaPath:"#/properties/rollouts/additionalProperties/properties/tracks/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key25}};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
if(data105.canary !== undefined){
let data106 = data105.canary;
if(typeof data106 === "string"){
if(data106.length < 1){
const err170 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/tracks/canary",schemaPath:"#/properties/rollouts/additionalProperties/properties/tracks/properties/canary/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
else {
const err171 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/tracks/canary",schemaPath:"#/properties/rollouts/additionalProperties/properties/tracks/properties/canary/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
if(data105.stable !== undefined){
let data107 = data105.stable;
if(typeof data107 === "string"){
if(data107.length < 1){
const err172 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/tracks/stable",schemaPath:"#/properties/rollouts/additionalProperties/properties/tracks/properties/stable/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
else {
const err173 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/tracks/stable",schemaPath:"#/properties/rollouts/additionalProperties/properties/tracks/properties/stable/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
}
}
else {
const err174 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/tracks",schemaPath:"#/properties/rollouts/additionalProperties/properties/tracks/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
if(data99.identity !== undefined){
let data108 = data99.identity;
if(((typeof data108 !== "string") && (!((typeof data108 == "number") && (isFinite(data108))))) && (typeof data108 !== "boolean")){
const err175 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/identity",schemaPath:"#/properties/rollouts/additionalProperties/properties/identity/type",keyword:"type",params:{type: schema6.properties.rollouts.additionalProperties.properties.identity.type}};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
if(data99.stages !== undefined){
if(!(validate40(data99.stages, {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/stages",parentData:data99,parentDataProperty:"stages",rootData}))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
}
if(data99.ramp !== undefined){
if(!(validate53(data99.ramp, {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/ramp",parentData:data99,parentDataProperty:"ramp",rootData}))){
vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors);
errors = vErrors.length;
}
}
if(data99.checks !== undefined){
if(!(validate46(data99.checks, {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/checks",parentData:data99,parentDataProperty:"checks",rootData}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
}
if(data99.rollback !== undefined){
let data112 = data99.rollback;
if(data112 && typeof data112 == "object" && !Array.isArray(data112)){
if(Object.keys(data112).length < 1){
const err176 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback",schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
for(const key26 in data112){
if(!(((((((key26 === "when") || (key26 === "if")) || (key26 === "tolerate")) || (key26 === "to")) || (key26 === "retry")) || (key26 === "quarantine")) || (key26 === "tiers"))){
const err177 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback",schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key26}};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
if(data112.when !== undefined){
let data113 = data112.when;
if(((typeof data113 !== "string") && (!((typeof data113 == "number") && (isFinite(data113))))) && (typeof data113 !== "boolean")){
const err178 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback/when",schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/properties/when/type",keyword:"type",params:{type: schema6.properties.rollouts.additionalProperties.properties.rollback.properties.when.type}};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
if(data112.if !== undefined){
let data114 = data112.if;
if(((typeof data114 !== "string") && (!((typeof data114 == "number") && (isFinite(data114))))) && (typeof data114 !== "boolean")){
const err179 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback/if",schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/properties/if/type",keyword:"type",params:{type: schema6.properties.rollouts.additionalProperties.properties.rollback.properties.if.type}};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
if(data112.tolerate !== undefined){
let data115 = data112.tolerate;
if((!(((typeof data115 == "number") && (!(data115 % 1) && !isNaN(data115))) && (isFinite(data115)))) && (typeof data115 !== "string")){
const err180 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback/tolerate",schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/properties/tolerate/type",keyword:"type",params:{type: schema6.properties.rollouts.additionalProperties.properties.rollback.properties.tolerate.type}};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
if((typeof data115 == "number") && (isFinite(data115))){
if(data115 < 0 || isNaN(data115)){
const err181 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback/tolerate",schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/properties/tolerate/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
}
if(data112.to !== undefined){
let data116 = data112.to;
if(typeof data116 === "string"){
if(data116.length < 1){
const err182 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback/to",schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/properties/to/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
else {
const err183 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback/to",schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/properties/to/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
if(data112.retry !== undefined){
let data117 = data112.retry;
if(!(((typeof data117 == "number") && (!(data117 % 1) && !isNaN(data117))) && (isFinite(data117)))){
const err184 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback/retry",schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/properties/retry/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
if((typeof data117 == "number") && (isFinite(data117))){
if(data117 < 0 || isNaN(data117)){
const err185 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback/retry",schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/properties/retry/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
}
if(data112.quarantine !== undefined){
if(typeof data112.quarantine !== "boolean"){
const err186 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback/quarantine",schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/properties/quarantine/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
if(data112.tiers !== undefined){
let data119 = data112.tiers;
if(Array.isArray(data119)){
if(data119.length < 1){
const err187 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback/tiers",schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/properties/tiers/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
const len6 = data119.length;
for(let i6=0; i6<len6; i6++){
let data120 = data119[i6];
if(data120 && typeof data120 == "object" && !Array.isArray(data120)){
if(Object.keys(data120).length < 1){
const err188 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback/tiers/" + i6,schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/properties/tiers/items/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
for(const key27 in data120){
if(!(key27 === "within")){
let data121 = data120[key27];
if(!(data121 && typeof data121 == "object" && !Array.isArray(data121))){
const err189 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback/tiers/" + i6+"/" + key27.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/properties/tiers/items/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
}
if(data120.within !== undefined){
if(typeof data120.within !== "string"){
const err190 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback/tiers/" + i6+"/within",schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/properties/tiers/items/properties/within/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
}
else {
const err191 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback/tiers/" + i6,schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/properties/tiers/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
}
else {
const err192 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback/tiers",schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/properties/tiers/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
}
}
else {
const err193 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollback",schemaPath:"#/properties/rollouts/additionalProperties/properties/rollback/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
if(data99.dwell !== undefined){
if(typeof data99.dwell !== "string"){
const err194 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/dwell",schemaPath:"#/properties/rollouts/additionalProperties/properties/dwell/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
if(data99.cooldown !== undefined){
if(typeof data99.cooldown !== "string"){
const err195 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/cooldown",schemaPath:"#/properties/rollouts/additionalProperties/properties/cooldown/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
}
if(data99.deadline !== undefined){
if(typeof data99.deadline !== "string"){
const err196 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/deadline",schemaPath:"#/properties/rollouts/additionalProperties/properties/deadline/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
}
if(data99.unknown !== undefined){
let data126 = data99.unknown;
if(data126 && typeof data126 == "object" && !Array.isArray(data126)){
if(Object.keys(data126).length < 1){
const err197 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/unknown",schemaPath:"#/properties/rollouts/additionalProperties/properties/unknown/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
for(const key28 in data126){
if(!(((key28 === "action") || (key28 === "for")) || (key28 === "then"))){
const err198 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/unknown",schemaPath:"#/properties/rollouts/additionalProperties/properties/unknown/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key28}};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
if(data126.action !== undefined){
let data127 = data126.action;
if(typeof data127 !== "string"){
const err199 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/unknown/action",schemaPath:"#/properties/rollouts/additionalProperties/properties/unknown/properties/action/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
if(!(((data127 === "hold") || (data127 === "pause")) || (data127 === "rollback"))){
const err200 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/unknown/action",schemaPath:"#/properties/rollouts/additionalProperties/properties/unknown/properties/action/enum",keyword:"enum",params:{allowedValues: schema6.properties.rollouts.additionalProperties.properties.unknown.properties.action.enum}};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
if(data126.for !== undefined){
if(typeof data126.for !== "string"){
const err201 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/unknown/for",schemaPath:"#/properties/rollouts/additionalProperties/properties/unknown/properties/for/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
if(data126.then !== undefined){
let data129 = data126.then;
if(typeof data129 !== "string"){
const err202 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/unknown/then",schemaPath:"#/properties/rollouts/additionalProperties/properties/unknown/properties/then/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
if(!(((data129 === "hold") || (data129 === "pause")) || (data129 === "rollback"))){
const err203 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/unknown/then",schemaPath:"#/properties/rollouts/additionalProperties/properties/unknown/properties/then/enum",keyword:"enum",params:{allowedValues: schema6.properties.rollouts.additionalProperties.properties.unknown.properties.then.enum}};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
}
else {
const err204 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/unknown",schemaPath:"#/properties/rollouts/additionalProperties/properties/unknown/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
if(data99.finish !== undefined){
let data130 = data99.finish;
if(data130 && typeof data130 == "object" && !Array.isArray(data130)){
if(Object.keys(data130).length < 1){
const err205 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/finish",schemaPath:"#/properties/rollouts/additionalProperties/properties/finish/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
for(const key29 in data130){
if(!((key29 === "promote") || (key29 === "keep"))){
const err206 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/finish",schemaPath:"#/properties/rollouts/additionalProperties/properties/finish/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key29}};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
if(data130.promote !== undefined){
let data131 = data130.promote;
if(typeof data131 !== "string"){
const err207 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/finish/promote",schemaPath:"#/properties/rollouts/additionalProperties/properties/finish/properties/promote/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
if(!(((data131 === "swap") || (data131 === "copy")) || (data131 === "none"))){
const err208 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/finish/promote",schemaPath:"#/properties/rollouts/additionalProperties/properties/finish/properties/promote/enum",keyword:"enum",params:{allowedValues: schema6.properties.rollouts.additionalProperties.properties.finish.properties.promote.enum}};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
}
if(data130.keep !== undefined){
if(typeof data130.keep !== "string"){
const err209 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/finish/keep",schemaPath:"#/properties/rollouts/additionalProperties/properties/finish/properties/keep/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
}
}
else {
const err210 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/finish",schemaPath:"#/properties/rollouts/additionalProperties/properties/finish/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
}
if(data99.watch !== undefined){
if(typeof data99.watch !== "string"){
const err211 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/watch",schemaPath:"#/properties/rollouts/additionalProperties/properties/watch/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
}
if(data99.concurrent !== undefined){
let data134 = data99.concurrent;
if(!(((typeof data134 == "number") && (!(data134 % 1) && !isNaN(data134))) && (isFinite(data134)))){
const err212 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/concurrent",schemaPath:"#/properties/rollouts/additionalProperties/properties/concurrent/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
if((typeof data134 == "number") && (isFinite(data134))){
if(data134 < 1 || isNaN(data134)){
const err213 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/concurrent",schemaPath:"#/properties/rollouts/additionalProperties/properties/concurrent/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
}
if(data99.newer !== undefined){
let data135 = data99.newer;
if(typeof data135 !== "string"){
const err214 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/newer",schemaPath:"#/properties/rollouts/additionalProperties/properties/newer/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
if(!(((data135 === "queue") || (data135 === "replace")) || (data135 === "reject"))){
const err215 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/newer",schemaPath:"#/properties/rollouts/additionalProperties/properties/newer/enum",keyword:"enum",params:{allowedValues: schema6.properties.rollouts.additionalProperties.properties.newer.enum}};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
}
if(data99.runway !== undefined){
if(typeof data99.runway !== "boolean"){
const err216 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/runway",schemaPath:"#/properties/rollouts/additionalProperties/properties/runway/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
}
if(data99.first !== undefined){
let data137 = data99.first;
if(typeof data137 !== "string"){
const err217 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/first",schemaPath:"#/properties/rollouts/additionalProperties/properties/first/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
if(!((data137 === "analyze") || (data137 === "skip"))){
const err218 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/first",schemaPath:"#/properties/rollouts/additionalProperties/properties/first/enum",keyword:"enum",params:{allowedValues: schema6.properties.rollouts.additionalProperties.properties.first.enum}};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
if(data99.assign !== undefined){
let data138 = data99.assign;
if(data138 && typeof data138 == "object" && !Array.isArray(data138)){
if(Object.keys(data138).length < 1){
const err219 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/assign",schemaPath:"#/properties/rollouts/additionalProperties/properties/assign/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
if(data138.by === undefined){
const err220 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/assign",schemaPath:"#/properties/rollouts/additionalProperties/properties/assign/required",keyword:"required",params:{missingProperty: "by"}};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
for(const key30 in data138){
if(!((key30 === "by") || (key30 === "seed"))){
const err221 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/assign",schemaPath:"#/properties/rollouts/additionalProperties/properties/assign/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key30}};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
if(data138.by !== undefined){
if(!(validate22(data138.by, {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/assign/by",parentData:data138,parentDataProperty:"by",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data138.seed !== undefined){
let data140 = data138.seed;
if(typeof data140 === "string"){
if(data140.length < 1){
const err222 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/assign/seed",schemaPath:"#/properties/rollouts/additionalProperties/properties/assign/properties/seed/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
}
else {
const err223 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/assign/seed",schemaPath:"#/properties/rollouts/additionalProperties/properties/assign/properties/seed/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
}
}
else {
const err224 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/assign",schemaPath:"#/properties/rollouts/additionalProperties/properties/assign/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
}
if(data99.overrides !== undefined){
let data141 = data99.overrides;
if(Array.isArray(data141)){
if(data141.length < 1){
const err225 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/overrides",schemaPath:"#/properties/rollouts/additionalProperties/properties/overrides/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
const len7 = data141.length;
for(let i7=0; i7<len7; i7++){
let data142 = data141[i7];
if(data142 && typeof data142 == "object" && !Array.isArray(data142)){
if(Object.keys(data142).length < 1){
const err226 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/overrides/" + i7,schemaPath:"#/properties/rollouts/additionalProperties/properties/overrides/items/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
if(data142.who === undefined){
const err227 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/overrides/" + i7,schemaPath:"#/properties/rollouts/additionalProperties/properties/overrides/items/required",keyword:"required",params:{missingProperty: "who"}};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
if(data142.in === undefined){
const err228 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/overrides/" + i7,schemaPath:"#/properties/rollouts/additionalProperties/properties/overrides/items/required",keyword:"required",params:{missingProperty: "in"}};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
for(const key31 in data142){
if(!((key31 === "who") || (key31 === "in"))){
const err229 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/overrides/" + i7,schemaPath:"#/properties/rollouts/additionalProperties/properties/overrides/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key31}};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
if(data142.who !== undefined){
let data143 = data142.who;
if(((typeof data143 !== "string") && (!((typeof data143 == "number") && (isFinite(data143))))) && (typeof data143 !== "boolean")){
const err230 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/overrides/" + i7+"/who",schemaPath:"#/properties/rollouts/additionalProperties/properties/overrides/items/properties/who/type",keyword:"type",params:{type: schema6.properties.rollouts.additionalProperties.properties.overrides.items.properties.who.type}};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
}
if(data142.in !== undefined){
if(typeof data142.in !== "boolean"){
const err231 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/overrides/" + i7+"/in",schemaPath:"#/properties/rollouts/additionalProperties/properties/overrides/items/properties/in/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
}
}
else {
const err232 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/overrides/" + i7,schemaPath:"#/properties/rollouts/additionalProperties/properties/overrides/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
}
}
else {
const err233 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/overrides",schemaPath:"#/properties/rollouts/additionalProperties/properties/overrides/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
}
if(data99.audience !== undefined){
let data145 = data99.audience;
if(Array.isArray(data145)){
if(data145.length < 1){
const err234 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/audience",schemaPath:"#/properties/rollouts/additionalProperties/properties/audience/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
const len8 = data145.length;
for(let i8=0; i8<len8; i8++){
let data146 = data145[i8];
if(data146 && typeof data146 == "object" && !Array.isArray(data146)){
if(Object.keys(data146).length < 1){
const err235 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/audience/" + i8,schemaPath:"#/properties/rollouts/additionalProperties/properties/audience/items/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
if(data146.name === undefined){
const err236 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/audience/" + i8,schemaPath:"#/properties/rollouts/additionalProperties/properties/audience/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
if(data146.who === undefined){
const err237 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/audience/" + i8,schemaPath:"#/properties/rollouts/additionalProperties/properties/audience/items/required",keyword:"required",params:{missingProperty: "who"}};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
for(const key32 in data146){
if(!((((key32 === "name") || (key32 === "who")) || (key32 === "stages")) || (key32 === "ramp"))){
const err238 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/audience/" + i8,schemaPath:"#/properties/rollouts/additionalProperties/properties/audience/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key32}};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
}
if(data146.name !== undefined){
let data147 = data146.name;
if(typeof data147 === "string"){
if(data147.length < 1){
const err239 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/audience/" + i8+"/name",schemaPath:"#/properties/rollouts/additionalProperties/properties/audience/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
}
else {
const err240 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/audience/" + i8+"/name",schemaPath:"#/properties/rollouts/additionalProperties/properties/audience/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
}
if(data146.who !== undefined){
let data148 = data146.who;
if(((typeof data148 !== "string") && (!((typeof data148 == "number") && (isFinite(data148))))) && (typeof data148 !== "boolean")){
const err241 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/audience/" + i8+"/who",schemaPath:"#/properties/rollouts/additionalProperties/properties/audience/items/properties/who/type",keyword:"type",params:{type: schema6.properties.rollouts.additionalProperties.properties.audience.items.properties.who.type}};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
}
if(data146.stages !== undefined){
if(!(validate40(data146.stages, {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/audience/" + i8+"/stages",parentData:data146,parentDataProperty:"stages",rootData}))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
}
if(data146.ramp !== undefined){
if(!(validate53(data146.ramp, {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/audience/" + i8+"/ramp",parentData:data146,parentDataProperty:"ramp",rootData}))){
vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors);
errors = vErrors.length;
}
}
}
else {
const err242 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/audience/" + i8,schemaPath:"#/properties/rollouts/additionalProperties/properties/audience/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
}
}
else {
const err243 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/audience",schemaPath:"#/properties/rollouts/additionalProperties/properties/audience/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
}
if(data99.variants !== undefined){
let data151 = data99.variants;
if(data151 && typeof data151 == "object" && !Array.isArray(data151)){
if(Object.keys(data151).length < 1){
const err244 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/variants",schemaPath:"#/properties/rollouts/additionalProperties/properties/variants/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
}
else {
const err245 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/variants",schemaPath:"#/properties/rollouts/additionalProperties/properties/variants/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
}
if(data99.analysis !== undefined){
let data152 = data99.analysis;
if(data152 && typeof data152 == "object" && !Array.isArray(data152)){
if(Object.keys(data152).length < 1){
const err246 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/analysis",schemaPath:"#/properties/rollouts/additionalProperties/properties/analysis/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
for(const key33 in data152){
if(!((((key33 === "compare") || (key33 === "test")) || (key33 === "significance")) || (key33 === "margin"))){
const err247 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/analysis",schemaPath:"#/properties/rollouts/additionalProperties/properties/analysis/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key33}};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
}
if(data152.compare !== undefined){
let data153 = data152.compare;
if(((typeof data153 !== "string") && (!((typeof data153 == "number") && (isFinite(data153))))) && (typeof data153 !== "boolean")){
const err248 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/analysis/compare",schemaPath:"#/properties/rollouts/additionalProperties/properties/analysis/properties/compare/type",keyword:"type",params:{type: schema6.properties.rollouts.additionalProperties.properties.analysis.properties.compare.type}};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
}
if(data152.test !== undefined){
let data154 = data152.test;
if(typeof data154 !== "string"){
const err249 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/analysis/test",schemaPath:"#/properties/rollouts/additionalProperties/properties/analysis/properties/test/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
if(!((data154 === "sequential") || (data154 === "mann_whitney"))){
const err250 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/analysis/test",schemaPath:"#/properties/rollouts/additionalProperties/properties/analysis/properties/test/enum",keyword:"enum",params:{allowedValues: schema6.properties.rollouts.additionalProperties.properties.analysis.properties.test.enum}};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
}
if(data152.significance !== undefined){
if(typeof data152.significance !== "string"){
const err251 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/analysis/significance",schemaPath:"#/properties/rollouts/additionalProperties/properties/analysis/properties/significance/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
}
if(data152.margin !== undefined){
if(typeof data152.margin !== "string"){
const err252 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/analysis/margin",schemaPath:"#/properties/rollouts/additionalProperties/properties/analysis/properties/margin/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
}
}
else {
const err253 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/analysis",schemaPath:"#/properties/rollouts/additionalProperties/properties/analysis/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
}
}
if(data99.before !== undefined){
if(!(validate59(data99.before, {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/before",parentData:data99,parentDataProperty:"before",rootData}))){
vErrors = vErrors === null ? validate59.errors : vErrors.concat(validate59.errors);
errors = vErrors.length;
}
}
if(data99.after !== undefined){
if(!(validate59(data99.after, {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1")+"/after",parentData:data99,parentDataProperty:"after",rootData}))){
vErrors = vErrors === null ? validate59.errors : vErrors.concat(validate59.errors);
errors = vErrors.length;
}
}
}
else {
const err254 = {instancePath:instancePath+"/rollouts/" + key22.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/rollouts/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
}
}
else {
const err255 = {instancePath:instancePath+"/rollouts",schemaPath:"#/properties/rollouts/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
}
if(data.groups !== undefined){
let data159 = data.groups;
if(data159 && typeof data159 == "object" && !Array.isArray(data159)){
if(Object.keys(data159).length < 1){
const err256 = {instancePath:instancePath+"/groups",schemaPath:"#/properties/groups/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
for(const key34 in data159){
let data160 = data159[key34];
if(data160 && typeof data160 == "object" && !Array.isArray(data160)){
if(Object.keys(data160).length < 1){
const err257 = {instancePath:instancePath+"/groups/" + key34.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/groups/additionalProperties/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
if(data160.rollouts === undefined){
const err258 = {instancePath:instancePath+"/groups/" + key34.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/groups/additionalProperties/required",keyword:"required",params:{missingProperty: "rollouts"}};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
for(const key35 in data160){
if(!(key35 === "rollouts")){
const err259 = {instancePath:instancePath+"/groups/" + key34.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/groups/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key35}};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
}
if(data160.rollouts !== undefined){
if(!(validate22(data160.rollouts, {instancePath:instancePath+"/groups/" + key34.replace(/~/g, "~0").replace(/\//g, "~1")+"/rollouts",parentData:data160,parentDataProperty:"rollouts",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err260 = {instancePath:instancePath+"/groups/" + key34.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/groups/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err260];
}
else {
vErrors.push(err260);
}
errors++;
}
}
}
else {
const err261 = {instancePath:instancePath+"/groups",schemaPath:"#/properties/groups/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
}
if(data.notifications !== undefined){
let data162 = data.notifications;
if(data162 && typeof data162 == "object" && !Array.isArray(data162)){
if(Object.keys(data162).length < 1){
const err262 = {instancePath:instancePath+"/notifications",schemaPath:"#/properties/notifications/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err262];
}
else {
vErrors.push(err262);
}
errors++;
}
for(const key36 in data162){
let data163 = data162[key36];
if(data163 && typeof data163 == "object" && !Array.isArray(data163)){
if(Object.keys(data163).length < 1){
const err263 = {instancePath:instancePath+"/notifications/" + key36.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/notifications/additionalProperties/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err263];
}
else {
vErrors.push(err263);
}
errors++;
}
if(data163.on === undefined){
const err264 = {instancePath:instancePath+"/notifications/" + key36.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/notifications/additionalProperties/required",keyword:"required",params:{missingProperty: "on"}};
if(vErrors === null){
vErrors = [err264];
}
else {
vErrors.push(err264);
}
errors++;
}
for(const key37 in data163){
if(!(key37 === "on")){
let data164 = data163[key37];
if(!(data164 && typeof data164 == "object" && !Array.isArray(data164))){
const err265 = {instancePath:instancePath+"/notifications/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key37.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/notifications/additionalProperties/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err265];
}
else {
vErrors.push(err265);
}
errors++;
}
}
}
if(data163.on !== undefined){
let data165 = data163.on;
if(Array.isArray(data165)){
if(data165.length < 1){
const err266 = {instancePath:instancePath+"/notifications/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/on",schemaPath:"#/properties/notifications/additionalProperties/properties/on/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err266];
}
else {
vErrors.push(err266);
}
errors++;
}
const len9 = data165.length;
for(let i9=0; i9<len9; i9++){
let data166 = data165[i9];
if(typeof data166 !== "string"){
const err267 = {instancePath:instancePath+"/notifications/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/on/" + i9,schemaPath:"#/properties/notifications/additionalProperties/properties/on/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err267];
}
else {
vErrors.push(err267);
}
errors++;
}
if(!(((((((((((((data166 === "blocked") || (data166 === "critical")) || (data166 === "warning")) || (data166 === "started")) || (data166 === "promoted")) || (data166 === "paused")) || (data166 === "waiting_approval")) || (data166 === "rolled_back")) || (data166 === "completed")) || (data166 === "failed")) || (data166 === "drift")) || (data166 === "version_mismatch")) || (data166 === "override"))){
const err268 = {instancePath:instancePath+"/notifications/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/on/" + i9,schemaPath:"#/properties/notifications/additionalProperties/properties/on/items/enum",keyword:"enum",params:{allowedValues: schema6.properties.notifications.additionalProperties.properties.on.items.enum}};
if(vErrors === null){
vErrors = [err268];
}
else {
vErrors.push(err268);
}
errors++;
}
}
}
else {
const err269 = {instancePath:instancePath+"/notifications/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/on",schemaPath:"#/properties/notifications/additionalProperties/properties/on/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err269];
}
else {
vErrors.push(err269);
}
errors++;
}
}
}
else {
const err270 = {instancePath:instancePath+"/notifications/" + key36.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/notifications/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err270];
}
else {
vErrors.push(err270);
}
errors++;
}
}
}
else {
const err271 = {instancePath:instancePath+"/notifications",schemaPath:"#/properties/notifications/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err271];
}
else {
vErrors.push(err271);
}
errors++;
}
}
if(data.before !== undefined){
if(!(validate59(data.before, {instancePath:instancePath+"/before",parentData:data,parentDataProperty:"before",rootData}))){
vErrors = vErrors === null ? validate59.errors : vErrors.concat(validate59.errors);
errors = vErrors.length;
}
}
if(data.after !== undefined){
if(!(validate59(data.after, {instancePath:instancePath+"/after",parentData:data,parentDataProperty:"after",rootData}))){
vErrors = vErrors === null ? validate59.errors : vErrors.concat(validate59.errors);
errors = vErrors.length;
}
}
}
else {
const err272 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err272];
}
else {
vErrors.push(err272);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
